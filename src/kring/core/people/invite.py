"""Inviting people: many addresses at once, a role, and groups to begin in."""

import re
from datetime import timedelta

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.http import Http404
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kring.core.groups.models import Group
from kring.core.people import mail, verbs
from kring.core.people.invitable import groups_to_invite_to, may_invite
from kring.core.people.models import Invitation, Person
from kring.core.people.throttle import throttled
from kring.core.refused import Refused
from kring.core.web.pages import page, signed_in

MOST = 200
NAMED = re.compile(r"^(?P<name>.*?)\s*<(?P<email>[^<>]+)>$")


class InviteForm(forms.Form):
    addresses = forms.CharField(
        label=gettext_lazy("E-mail addresses"),
        widget=forms.Textarea(attrs={"rows": 5, "spellcheck": "false", "autocapitalize": "none"}),
        help_text=gettext_lazy(
            "One on each line. With a name if you like: Anna de Vries &lt;anna@example.org&gt;"
        ),
        max_length=30_000,
    )
    role = forms.ChoiceField(
        label=gettext_lazy("They come as"), widget=forms.RadioSelect, choices=Person.Role
    )
    groups = forms.ModelMultipleChoiceField(
        label=gettext_lazy("They begin in"),
        queryset=Group.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args, by: Person, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["groups"].queryset = groups_to_invite_to(by).order_by("name")
        if not by.is_manager:
            self.fields["role"].choices = [(Person.Role.GUEST.value, Person.Role.GUEST.label)]
            self.fields["groups"].required = True
            self.fields["groups"].error_messages["required"] = _(
                "A guest sees only these groups: choose at least one."
            )

    def clean_addresses(self) -> list[tuple[str, str]]:
        """(name, address) of each line; nothing is sent while one of them can't be read."""
        found, wrong = {}, []
        for line in re.split(r"[\n;,]+", self.cleaned_data["addresses"]):
            if line := line.strip():
                named = NAMED.match(line)
                email = (named["email"] if named else line).strip().lower()
                try:
                    validate_email(email)
                    found[email] = named["name"].strip(' "')[:120] if named else ""
                except ValidationError:
                    wrong.append(line[:80])
        if wrong:
            raise ValidationError(_("Not an e-mail address: %(lines)s") % {"lines": "; ".join(wrong[:5])})
        if len(found) > MOST:
            raise ValidationError(_("At most %(number)s at a time.") % {"number": MOST})
        return [(name, email) for email, name in found.items()]

    def clean(self):
        data = super().clean()
        if data.get("role") == Person.Role.GUEST and not data.get("groups") and "groups" not in self.errors:
            self.add_error(
                "groups", _("A guest sees only the groups they are invited to: choose at least one.")
            )
        return data


@signed_in
@throttled("30/h/user")
def invite(request):
    """The form, and who was invited but isn't here yet."""
    by = request.user
    if not may_invite(by, Person.Role.GUEST):
        raise Refused(_("Managers invite colleagues; hosts invite guests to their own groups."))
    hosted = groups_to_invite_to(by).filter(slug=request.GET.get("group", ""))
    initial = {"role": "member" if by.is_manager else "guest", "groups": hosted}
    form = InviteForm(request.POST or None, by=by, initial=initial)
    if request.method == "POST" and form.is_valid():
        return page(request, "people/invited.html", results=_invite_all(by, form.cleaned_data))
    status = 422 if request.method == "POST" else 200
    return page(request, "people/invite.html", status, form=form, waiting=_waiting(by))


def _waiting(by: Person):
    theirs = Invitation.objects.filter(accepted_at=None, expires_at__gt=timezone.now()).select_related(
        "invited_by"
    )
    return (theirs if by.is_manager else theirs.filter(invited_by=by)).order_by("-created_at")[:100]


@transaction.atomic
def _invite_all(by: Person, data: dict) -> list[dict]:
    """Who is invited with what address; a form that arrives twice invites nobody twice."""
    people = {
        p.email: p for p in Person.objects.filter(email__in=[email for _name, email in data["addresses"]])
    }
    groups, results = list(data["groups"]), []
    for name, email in data["addresses"]:
        if person := people.get(email):
            results.append({"email": email, "person": person, "invitation": None})
            continue
        invitation = _same(by, email, data["role"], groups)
        if invitation is None:
            invitation, _url = verbs.invite(by, email=email, name=name, role=data["role"], groups=groups)
            mail.invitation(invitation)
        results.append({"email": email, "person": None, "invitation": invitation})
    return results


def _same(by: Person, email: str, role: str, groups: list[Group]) -> Invitation | None:
    """The invitation that `by` made just now for the same."""
    an_hour_ago, wanted = timezone.now() - timedelta(hours=1), {g.pk for g in groups}
    recent = Invitation.objects.filter(invited_by=by, email=email, role=role, accepted_at=None)
    for invitation in recent.filter(created_at__gt=an_hour_ago):
        if set(invitation.groups.values_list("pk", flat=True)) == wanted:
            return invitation
    return None


@signed_in
def withdraw(request, id):
    """An invitation that shouldn't work any more."""
    if request.method != "POST":
        raise Http404
    theirs = Invitation.objects.filter(pk=id, accepted_at=None)
    if not request.user.is_manager:
        theirs = theirs.filter(invited_by=request.user)
    gone = theirs.delete()[0]
    messages.success(
        request, _("The invitation is withdrawn.") if gone else _("That invitation isn't open any more.")
    )
    return redirect("invite")
