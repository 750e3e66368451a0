"""Somebody's page: who they are, whom they work with, what they share."""

from babel.dates import get_day_names
from django.http import Http404
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from markupsafe import Markup

from kring.core.content import stream
from kring.core.content.cards import cards
from kring.core.groups.models import Group
from kring.core.people.models import Person
from kring.core.web.pages import page, signed_in

MOST_REPORTS = 30
MOST_GROUPS = 50


@signed_in
def person(request, handle):
    """What the viewer may know of this person; `?before=` continues the stream."""
    who = find(request.user, handle)
    before = request.GET.get("before", "")
    found = stream.by_author(request.user, who, before)
    return page(
        request,
        "people/person.html",
        rows=found.rows,
        cards=Markup("".join(cards(found.rows))),
        older=found.older,
        first=not before,
        person=who,
        mine=who.pk == request.user.pk,
        badge=badge(who),
        works_on=working_days(who),
        **around(request.user, who),
    )


def find(viewer, handle: str) -> Person:
    """The person with this handle, if `viewer` may know of them (else Http404)."""
    who = Person.objects.visible_to(viewer).select_related("manager").filter(handle=handle.lower()).first()
    if who is None:
        raise Http404
    return who


def around(viewer, who: Person) -> dict:
    """Manager, reports, topics and groups, as far as the viewer may know of each."""
    people = Person.objects.visible_to(viewer).active()
    boss = who.manager if who.manager_id and people.filter(pk=who.manager_id).exists() else None
    groups = Group.objects.visible_to(viewer).filter(
        memberships__person=who, is_everyone=False, archived_at=None
    )
    return {
        "boss": boss,
        "reports": people.filter(manager=who).order_by("name")[:MOST_REPORTS],
        "topics": who.expertise.order_by("name"),
        "groups": groups.order_by("name")[:MOST_GROUPS],
    }


def badge(who: Person) -> str:
    if not who.is_active:
        return ""
    return {"manager": _("Manager of this platform"), "guest": _("Guest")}.get(who.role, "")


def working_days(who: Person) -> str:
    """“Mon, Tue, Thu”; nothing for the usual week."""
    if who.working_days in ([1, 2, 3, 4, 5], []):
        return ""
    names = get_day_names("abbreviated", locale=(get_language() or "en")[:2])
    return ", ".join(names[day - 1] for day in who.working_days if 1 <= day <= 7)
