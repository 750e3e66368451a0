"""Finding a group and starting one."""

import uuid

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from kring.core.groups import directory as groups
from kring.core.groups import verbs
from kring.core.groups.forms import StartForm
from kring.core.groups.suggesting import suggestions
from kring.core.web.pages import page, signed_in
from kring.core.web.shell import shell


@signed_in
def overview(request):
    """The person's own groups, those to discover, or all; `?q=` searches, `?page=` continues."""
    person, number = request.user, page_number(request)
    tab, words = request.GET.get("tab", ""), request.GET.get("q", "").strip()[:100]
    if tab not in groups.TABS:
        invited = person.group_invitations.exists()
        tab = "mine" if invited or person.is_guest or len(person.roles) > 1 else "discover"
    first = tab == "discover" and not words and number == 1
    return page(
        request,
        "groups/directory.html",
        tab=tab,
        words=words,
        found=groups.find(person, tab, words, number),
        first=number == 1,
        suggested=suggestions(person) if first else [],
        unread={group.id for group in shell(request).own_groups if group.unread},
        may_start=verbs.may_start(person),
    )


def page_number(request) -> int:
    """`?page=`, from 1; what isn't a number of a page isn't found."""
    try:
        number = int(request.GET.get("page", "1"))
    except ValueError:
        raise Http404 from None
    if not 1 <= number <= 10_000:
        raise Http404
    return number


@signed_in
def start(request):
    """A form, and the new group."""
    may = verbs.may_start(request.user)
    if request.method != "POST" or not may:
        form = StartForm(person=request.user, initial={"token": uuid.uuid4()})
        return page(request, "groups/start.html", 200 if may else 403, form=form if may else None)
    form = StartForm(request.POST, person=request.user)
    if not form.is_valid():
        return page(request, "groups/start.html", 422, form=form)
    group = verbs.start(request.user, token=form.cleaned_data["token"], **form.values)
    messages.success(
        request, _("%(group)s has begun. Invite people, and post the first update.") % {"group": group}
    )
    return redirect(group)
