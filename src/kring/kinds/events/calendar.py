"""Which events there are within a window, for who reads them: two queries on indexes, whatever the size of the platform.

What happens once is found by its start, since nothing lasts longer than `LONGEST`; series, of which there are few, by their end.
"""

from datetime import datetime

from django.db.models import Q

from kring.core.content.models import Content
from kring.core.content.states import State
from kring.kinds.events import dates
from kring.kinds.events.dates import Occurrence
from kring.kinds.events.models import LONGEST, Details

MOST = 2000
SHOWN = (
    "id",
    "kind",
    "title",
    "excerpt",
    "group_id",
    "author_id",
    "version",
    "published_at",
    "group__name",
    "group__slug",
    "group__access",
)


def seen_by(person, group=None):
    """Events that the person may read, and that are neither drafts nor archived; with their plans."""
    items = Content.objects.visible_to(person).filter(state=State.PUBLISHED, event__isnull=False)
    if group is not None:
        items = items.filter(group=group)
    return items


def within(items, start: datetime, end: datetime, most: int = MOST) -> list[Content]:
    """Those of `items` that may have a date between these moments."""
    once = Q(
        event__rule="",
        event__starts_at__gt=start - LONGEST,
        event__starts_at__lt=end,
        event__ends_at__gt=start,
    )
    series = ~Q(event__rule="") & Q(event__last_at__gt=start, event__starts_at__lt=end)
    found: list[Content] = []
    for condition, order in ((once, "event__starts_at"), (series, "event__last_at")):
        rows = items.filter(condition).select_related("event", "group").only(*_columns()).order_by(order)
        found += rows[:most]
    return found


def _columns() -> list[str]:
    return [*SHOWN, *(f"event__{field.name}" for field in Details._meta.concrete_fields)]


def occurrences(contents: list[Content], start: datetime, end: datetime) -> list[Occurrence]:
    """Their dates; `plan.content` is the content, without a query."""
    for content in contents:
        content.event.content = content  # type: ignore[attr-defined]
    return dates.in_order((content.event for content in contents), start, end)  # type: ignore[attr-defined]


def shown(person, start: datetime, end: datetime, group=None) -> list[Occurrence]:
    """What a calendar of this window shows this person."""
    return occurrences(within(seen_by(person, group), start, end), start, end)


def is_more(items, after: datetime) -> bool:
    """Does anything begin later still?"""
    once = Q(event__rule="", event__starts_at__gte=after)
    return items.filter(once | (~Q(event__rule="") & Q(event__last_at__gt=after))).exists()
