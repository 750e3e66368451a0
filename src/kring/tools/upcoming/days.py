"""First working days and work anniversaries of the coming days: one query, and then none for a quarter of an hour."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.cache import cache
from django.db.models import Q

from kring.core.people.models import Person

DAYS = 14
SHOWN = 5
QUARTER = 15 * 60
MONTHS = (12, 60, 120, 150, 180, 240, 300, 360, 420, 480, 540, 600)
"""Since the first day. 150 months, twelve and a half years, is half of a silver jubilee; the Dutch celebrate it."""
WIDE = timedelta(days=3)
NEEDED = ("name", "handle", "title", "department", "avatar", "start_date")


@dataclass
class Moment:
    person: Person
    date: date
    months: int  # since the first working day; 0 is that day itself

    @property
    def years(self) -> int:
        return self.months // 12

    @property
    def and_a_half(self) -> bool:
        return self.months % 12 == 6


def at_home(person, **_context) -> dict | None:
    """The same for all members; nothing for guests, who aren't colleagues."""
    if person.is_guest:
        return None
    today = datetime.now(ZoneInfo(settings.TIME_ZONE)).date()
    found = cache.get_or_set(f"upcoming:{today}", lambda: moments(today), QUARTER)
    return {"moments": found[:SHOWN], "today": today} if found else None


def moments(today: date) -> list[Moment]:
    """From today on, the nearest first; on the same day the longest service first."""
    last = today + timedelta(days=DAYS)
    near = Q()
    for months in (0, *MONTHS):  # a little wide, since months differ in length; the exact day decides below
        first, end = after(today, -months) - WIDE, after(last, -months) + WIDE
        near |= Q(start_date__range=(first, end))
    people = Person.objects.active().exclude(role=Person.Role.GUEST).filter(near).only(*NEEDED)
    falls = [
        Moment(person, after(person.start_date, months), months)
        for person in people
        for months in (0, *MONTHS)
    ]
    falls = [moment for moment in falls if today <= moment.date <= last]
    return sorted(falls, key=lambda moment: (moment.date, -moment.months, moment.person.name))


def after(day: date, months: int) -> date:
    """The same day so many months later, or the last of that month where it is shorter."""
    years, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(years, month + 1, min(day.day, monthrange(years, month + 1)[1]))
