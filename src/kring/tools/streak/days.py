"""The last fourteen days, and on which of them something was posted: one query that stops at each day's first post, kept
for a minute for everybody who would get the same answer."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.cache import cache
from django.db import connection

from kring.core.features import switches

DAYS = 14
MINUTE = 60


@dataclass
class Day:
    date: date
    new: bool
    works: bool


def at_home(person, **_context) -> dict:
    """For members what was posted in the open, the same for all of them; for a guest, in their own groups. What happens
    in closed groups moves no square of somebody outside."""
    if person.is_guest:
        return _shown(f"guest:{person.pk}:{person.version}", _numbers(person.roles), person)
    return _shown("members", "SELECT id FROM groups_group WHERE access = 'open'", person)


def in_group(person, group, **_context) -> dict:
    """For who reads the group: the slot stands on their pages only."""
    return _shown(f"group:{group.pk}", _numbers([group.pk]), person)


def _numbers(groups: Iterable[int]) -> str:
    return ",".join(map(str, groups)) or "NULL"


def _shown(key: str, groups: str, person) -> dict:
    today = datetime.now(ZoneInfo(settings.TIME_ZONE)).date()
    key = f"streak:{key}:{today}:{switches.board().generation}"
    found = cache.get_or_set(key, lambda: days_with_something(groups, today), MINUTE)
    working = set(person.working_days or [1, 2, 3, 4, 5])
    days = [Day(day, new, day.isoweekday() in working) for day, new in found]
    workdays = [day for day in days if day.works]
    return {
        "days": days,
        "done": sum(day.new for day in workdays),
        "of": len(workdays),
        "today_quiet": days[-1].works and not days[-1].new,
    }


def days_with_something(groups: str, today: date) -> list[tuple[date, bool]]:
    """(day, whether something was published in one of `groups`, SQL of ours), oldest first, in the organisation's time
    zone. Bare SQL, because building fourteen conditions cost more than asking them."""
    zone = ZoneInfo(settings.TIME_ZONE)
    days = [today - timedelta(days=back) for back in range(DAYS - 1, -1, -1)]
    kinds, of_kinds = switches.kinds_sql("i")
    that_day = f"""EXISTS (SELECT 1 FROM content_content i WHERE i.state = 'published' AND {kinds}
        AND i.group_id IN ({groups}) AND i.published_at >= %s AND i.published_at < %s)"""  # seen: in groups that the caller chose; only whether there is anything
    parameters = []
    for day in days:
        limits = (datetime.combine(at, time.min, zone) for at in (day, day + timedelta(days=1)))
        parameters += [*of_kinds, *map(connection.ops.adapt_datetimefield_value, limits)]
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {', '.join([that_day] * DAYS)}", parameters)
        found = cursor.fetchone()
    return [(day, bool(new)) for day, new in zip(days, found, strict=True)]
