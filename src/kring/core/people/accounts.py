"""What managers do with accounts, from the person's page."""

from django.contrib import messages
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from kring.core.people import verbs
from kring.core.people.models import Person
from kring.core.people.profile import find
from kring.core.refused import Refused
from kring.core.web.pages import page, signed_in


def _for_managers(request, handle: str) -> Person:
    who = find(request.user, handle)
    if not request.user.is_manager:
        raise Refused(_("Only a manager can do this."))
    return who


@signed_in
def role(request, handle):
    """Choose somebody's role; what each may do stands beside it."""
    who = _for_managers(request, handle)
    chosen = request.POST.get("role", "")
    if request.method == "POST" and chosen in Person.Role.values:
        verbs.set_role(who, chosen, by=request.user)
        messages.success(request, _("The role of %(name)s is saved.") % {"name": who.name})
        return redirect(who)
    error = _("Choose a role.") if request.method == "POST" else ""
    choices = (
        ("member", _("Member"), _("Reads open groups, starts groups, posts and votes.")),
        ("manager", _("Manager"), _("Also lets people in, and decides which features there are.")),
        ("guest", _("Guest"), _("Sees only the groups they are invited to, and the people in them.")),
    )
    return page(request, "people/role.html", 422 if error else 200, person=who, choices=choices, error=error)


@signed_in
def end(request, handle):
    """End an account, after a page that says what that means."""
    who = _for_managers(request, handle)
    if request.method != "POST":
        return page(request, "people/end.html", person=who)
    verbs.deactivate(who, by=request.user)
    messages.success(request, _("The account of %(name)s has ended.") % {"name": who.name})
    return redirect(who)


@signed_in
def reopen(request, handle):
    """Let somebody in again whose account has ended."""
    who = _for_managers(request, handle)
    if request.method != "POST":
        return page(request, "people/reopen.html", person=who)
    verbs.reactivate(who, by=request.user)
    messages.success(request, _("%(name)s can sign in again.") % {"name": who.name})
    return redirect(who)
