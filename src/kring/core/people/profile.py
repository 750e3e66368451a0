"""Somebody's page: who they are, whom they work with, what they share."""

from django.http import Http404
from django.utils.translation import gettext as _

from kring.core.groups.models import Group
from kring.core.people.models import Person
from kring.core.people.presence import presence, working_days
from kring.core.people.shares import Shares
from kring.core.people.team import team
from kring.core.web.pages import page, signed_in

MOST_GROUPS = 50


@signed_in
def person(request, handle):
    """What the viewer may know of this person; `?show=` chooses what of what they share, `?before=` continues it."""
    who = find(request.user, handle)
    shares = Shares(request.user, who, request.GET.get("show", ""), request.GET.get("before", ""))
    return page(
        request,
        "people/person.html",
        rows=shares.page.rows,
        shares=shares,
        first=not shares.before,
        person=who,
        mine=who.pk == request.user.pk,
        badge=badge(who),
        works_on=working_days(who),
        presence=presence(who),
        mail=who.email if who.is_active and not request.user.is_guest else "",
        **({} if shares.before else around(request.user, who)),
    )


def find(viewer, handle: str) -> Person:
    """The person with this handle, if `viewer` may know of them (else Http404)."""
    who = Person.objects.visible_to(viewer).select_related("manager").filter(handle=handle.lower()).first()
    if who is None:
        raise Http404
    return who


def around(viewer, who: Person) -> dict:
    """Team, topics and groups, as far as the viewer may know of each."""
    groups = Group.objects.visible_to(viewer).filter(
        memberships__person=who, is_everyone=False, archived_at=None
    )
    if who.pk != viewer.pk:  # who is in a closed group is known by who is in it
        groups = groups.filter(pk__in=Group.objects.readable_by(viewer).values("pk"))
    return {
        "team": team(viewer, who),
        "topics": who.expertise.order_by("name"),
        "groups": groups.order_by("name")[:MOST_GROUPS],
    }


def badge(who: Person) -> str:
    if not who.is_active:
        return ""
    return {"manager": _("Manager of this platform"), "guest": _("Guest")}.get(who.role, "")
