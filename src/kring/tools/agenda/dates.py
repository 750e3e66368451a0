"""The days on which a prompt is posted, and the moments they are, on the clock of the platform.

An hour that the clock skips in spring is the one after it; one that comes twice in autumn is the first. Tests hold the days
against python-dateutil.
"""

from calendar import monthrange
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from itertools import islice
from zoneinfo import ZoneInfo

from django.conf import settings

DAY, WEEK = timedelta(days=1), timedelta(days=7)
FARTHEST = timedelta(days=5 * 366)


def zone() -> ZoneInfo:
    return ZoneInfo(settings.TIME_ZONE)


def today(now: datetime) -> date:
    return now.astimezone(zone()).date()


def moment(prompt, day: date) -> datetime:
    return datetime.combine(day, prompt.hour, tzinfo=zone()).astimezone(UTC)


def days(prompt, start: date, end: date) -> Iterator[date]:
    """Those from `start` to `end`, both among them, in order."""
    start, end = max(start, prompt.starts_on), min(end, prompt.ends_on or end)
    named = _weeks if prompt.rhythm == "weekly" else _months
    skips = set(prompt.skips)
    for day in named(prompt, start, end):
        if start <= day <= end and day.isoformat() not in skips:
            yield day


def _weeks(prompt, start: date, end: date) -> Iterator[date]:
    """Weeks begin on Monday; the one with the first day is the first."""
    monday, step = prompt.starts_on - prompt.starts_on.weekday() * DAY, prompt.every * WEEK
    monday += max(0, (start - monday) // step) * step
    while monday <= end:
        yield from (monday + number * DAY for number in sorted(set(prompt.weekdays)))
        monday += step


def _months(prompt, start: date, end: date) -> Iterator[date]:
    for number in range(start.year * 12 + start.month - 1, end.year * 12 + end.month):
        year, month = divmod(number, 12)
        length = monthrange(year, month + 1)[1]
        if prompt.rhythm == "monthly":
            yield date(year, month + 1, min(prompt.starts_on.day, length))
        else:
            yield _same_weekday(prompt.starts_on, year, month + 1, length)


def _same_weekday(first: date, year: int, month: int, length: int) -> date:
    """The second Tuesday, where the first day was one; a fifth one is the last."""
    day = 1 + (first.weekday() - date(year, month, 1).weekday()) % 7 + nth(first) * 7 - 7
    return date(year, month, day if day <= length else day - 7)


def nth(day: date) -> int:
    """Which of its weekdays in the month: from 1 to 5, which stands for the last."""
    return (day.day - 1) // 7 + 1


def coming(prompt, after: datetime, most: int = 3) -> list[datetime]:
    """The next moments after this one. On the day of the last time it isn't posted again, though its hour was moved."""
    start = today(after)
    if prompt.last_at:
        start = max(start, today(prompt.last_at) + DAY)
    start = max(start, prompt.starts_on)
    found = (moment(prompt, day) for day in days(prompt, start, start + FARTHEST))
    return list(islice((at for at in found if at > after), most))


def next_after(prompt, after: datetime) -> datetime | None:
    return next(iter(coming(prompt, after, 1)), None)


def latest(prompt, since: datetime, until: datetime) -> datetime | None:
    """The last of its moments from `since` to `until`, both among them."""
    found = [moment(prompt, day) for day in days(prompt, today(since), today(until))]
    return max((at for at in found if since <= at <= until), default=None)
