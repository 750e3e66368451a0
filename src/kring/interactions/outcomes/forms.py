from django import forms
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from kring.core.content.querysets import people_who_see
from kring.core.content.written import RichTextarea, RichTextField, Written
from kring.core.people.models import Person
from kring.interactions.outcomes.models import Outcome

OFFERED = 60


class OutcomeForm(Written, forms.Form):
    """What was decided and why; who sees to it and when it is looked at again, if that is known."""

    decision = forms.ChoiceField(
        label=_("What was decided?"),
        choices=Outcome.Decision.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what was decided.")},
    )
    body = RichTextField(
        label=_("Why?"),
        help_text=_("Who took part is told. Say what weighed most, also against it."),
        widget=RichTextarea(attrs={"rows": 5}, light=True),
        max_length=20_000,
        error_messages={"required": _("Explain why: who took part wants to know.")},
    )
    owner = forms.CharField(
        label=_("Who sees to it?"),
        required=False,
        max_length=150,
        help_text=_("Somebody's name, or their @name."),
        widget=forms.TextInput(attrs={"list": "outcome-people", "autocomplete": "off"}),
    )
    review_at = forms.DateField(
        label=_("Look at it again on"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )

    def __init__(self, *args, content, person, outcome: Outcome | None = None, **kwargs):
        super().__init__(*args, **kwargs)
        self.content, self.person = content, person
        if outcome:
            self.initial.update(decision=outcome.decision, review_at=outcome.review_at)
            self.initial["owner"] = f"@{outcome.owner.handle}" if outcome.owner else ""
            self.was_due = outcome.review_at
            self.begin_with(outcome.reason)

    was_due = None

    @property
    def people(self) -> list[Person]:
        """Those who are offered while one types: the hosts and members of the group."""
        members = Person.objects.active().filter(memberships__group_id=self.content.group_id)
        return list(members.order_by("memberships__role", "name")[:OFFERED])

    def clean_owner(self) -> Person | None:
        """By their handle or their whole name, somebody who can see the item."""
        typed = " ".join(self.cleaned_data["owner"].split())
        if not typed:
            return None
        people = people_who_see(self.content).filter(
            pk__in=Person.objects.visible_to(self.person).values("pk")
        )
        found = list(people.filter(Q(handle__iexact=typed.lstrip("@")) | Q(name__iexact=typed))[:2])
        if len(found) > 1:
            raise forms.ValidationError(_("Several people are called that. Use their @name."))
        if not found:
            raise forms.ValidationError(_("Nobody who can see this is called that."))
        return found[0]

    def clean_review_at(self):
        day = self.cleaned_data["review_at"]
        if day and day != self.was_due and not timezone.localdate() < day <= _farthest():
            raise forms.ValidationError(_("Choose a day in the next ten years."))
        return day


def _farthest():
    today = timezone.localdate()
    return today.replace(year=today.year + 10, day=min(today.day, 28))
