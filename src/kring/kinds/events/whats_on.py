"""What's on, in the right column: the next dates, and for a minute none is asked for again."""

from datetime import timedelta

from django.urls import reverse
from django.utils import timezone

from kring.core.features import slots
from kring.core.features.kept import widget
from kring.kinds.events import calendar
from kring.kinds.events.coming import Board, fill
from kring.kinds.events.dates import Occurrence

SHOWN = 4
LOOKED_AT = 60
SOON = timedelta(days=60)


def at_home(person, **_context) -> dict | None:
    """In the person's own groups."""
    url = reverse("kind_event")
    return _kept("home", person, url, lambda: in_own(person))


def in_group(person, group, **_context) -> dict | None:
    """In one group, for who reads it."""
    url = reverse("group_kind_event", args=[group.slug])
    return _kept(group.pk, person, url, lambda: _next(calendar.seen_by(person).filter(group_id=group.pk)))


def in_own(person, ahead: timedelta = SOON) -> list[Occurrence]:
    """The next dates in the person's own groups."""
    own = calendar.seen_by(person).filter(group_id__in=person.memberships.values("group_id"))
    return _next(own, ahead)


def _next(items, ahead: timedelta = SOON) -> list[Occurrence]:
    now = timezone.now()
    found = calendar.within(items, now, now + ahead, LOOKED_AT)
    return [one for one in calendar.occurrences(found, now, now + ahead) if not one.is_cancelled]


def _kept(place, person, url: str, find) -> dict | None:
    return widget(f"events:{place}", person, lambda: _draw(find()[:SHOWN], person, url))


def _draw(found: list[Occurrence], person, url: str) -> str:
    boards = fill(person, [Board(one) for one in found])
    return slots.template("events/next.html").render(boards=boards, all=url) if boards else ""
