"""When things happen in Waterveen: moments told relative to now, on days when people are at work.

The data files say "w12 09:12" (twelve working days ago), "za1 14:00" (the last Saturday before today), "wo5+1 08:30" (the
working day after the fifth Wednesday ago), "w-3 12:15" (in three working days) or, of a comment, "+25m", "+3h" or
"+1w 09:05" (the next working day). Working day 0 is today; outside working hours
it is the last one. Its hours are squeezed into the part of it that has passed, so that nothing lies in the future.
"""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

ZONE = ZoneInfo("Europe/Amsterdam")
OPENS, CLOSES = time(8), time(17)
BEGUN = time(10)  # from this hour on, today is a day that something has happened on
WEEKDAYS = ("ma", "di", "wo", "do", "vr", "za", "zo")
SPEC = re.compile(
    r"(?P<day>w|ma|di|wo|do|vr|za|zo)(?P<n>-?\d+)(?:\+(?P<on>\d+))?(?: (?P<hour>\d\d):(?P<minute>\d\d))?$"
)
LATER = re.compile(r"\+(?P<n>\d+)(?P<unit>[mhw])(?: (?P<hour>\d\d):(?P<minute>\d\d))?$")


class Clock:
    """Moments of the story, which are local and naive, and the moments they stand for."""

    def __init__(self, now: datetime):
        self.now = now.astimezone(ZONE).replace(tzinfo=None)
        today = self.now.date()
        self.day0 = (
            today if is_working_day(today) and self.now.time() >= BEGUN else working_days_from(today, -1)
        )
        self.end = datetime.combine(self.day0, CLOSES)

    def day(self, spec: str) -> date:
        """The date of a spec, whatever its hour."""
        found = SPEC.match(spec)
        if found is None:
            raise ValueError(f"“{spec}” is no moment: w12 09:12, za1 14:00")
        n = int(found["n"])
        day = (
            working_days_from(self.day0, -n)
            if found["day"] == "w"
            else self._weekday(WEEKDAYS.index(found["day"]), n)
        )
        return working_days_from(day, int(found["on"] or 0))

    def _weekday(self, weekday: int, n: int) -> date:
        """The nth such day before day 0, or after it (below zero); 0 is the one in its week."""
        away = weekday - self.day0.weekday()
        if n > 0:
            away = away % 7 - 7 * n
        elif n < 0:
            away = (away % 7 or 7) - 7 * (n + 1)
        day = self.day0 + timedelta(days=away)
        return day if weekday > 4 or is_working_day(day) else working_days_from(day, 1)

    def moment(self, spec: str, after: datetime | None = None) -> datetime:
        """The story's moment of a spec; `after` is what a "+25m" counts from."""
        if found := LATER.match(spec):
            if after is None:
                raise ValueError(f"“{spec}” follows nothing")
            if found["unit"] == "w":
                day = working_days_from(after.date(), int(found["n"]))
                return datetime.combine(day, _hour(found) or after.time())
            return after + timedelta(**{{"m": "minutes", "h": "hours"}[found["unit"]]: int(found["n"])})
        return datetime.combine(self.day(spec), _hour(SPEC.match(spec)) or time(9))

    def at_work(self, moment: datetime) -> datetime:
        """The same moment, or the next morning where it falls outside working hours."""
        if is_working_day(moment.date()) and moment.time() <= time(17, 30):
            return moment
        return datetime.combine(working_days_from(moment.date(), 1), time(8, 10 + moment.minute // 2))

    def real(self, moment: datetime) -> datetime:
        """What a moment of the story is by the calendar, with its offset."""
        opened = datetime.combine(self.day0, OPENS)
        last = min(self.now, self.end) - timedelta(minutes=2)
        if opened < moment <= self.end and last < self.end:
            moment = opened + (moment - opened) * ((last - opened) / (self.end - opened))
        return moment.replace(microsecond=0, tzinfo=ZONE)

    def iso(self, moment: datetime) -> str:
        return self.real(moment).isoformat()


def _hour(found: re.Match) -> time | None:
    return time(int(found["hour"]), int(found["minute"])) if found["hour"] else None


def working_days_from(day: date, steps: int) -> date:
    """The working day so many steps on (or back, below zero); 0 is the day itself."""
    while steps:
        day += timedelta(days=1 if steps > 0 else -1)
        if is_working_day(day):
            steps += -1 if steps > 0 else 1
    return day


def is_working_day(day: date) -> bool:
    return day.weekday() < 5 and day not in holidays(day.year)


def holidays(year: int) -> set[date]:
    """The days that Dutch town halls are closed."""
    easter = easter_sunday(year)
    moving = {easter + timedelta(days=days) for days in (-2, 1, 39, 50)}
    return moving | {date(year, 1, 1), date(year, 4, 27), date(year, 12, 25), date(year, 12, 26)}


def easter_sunday(year: int) -> date:
    """By the anonymous Gregorian algorithm (Meeus, Astronomical Algorithms, chapter 8)."""
    a, b, c = year % 19, year // 100, year % 100
    d, e = divmod(b, 4)
    f = (b + 8) // 25
    g = (b - f + 1) // 3
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 22 * m) // 451
    month, day = divmod(h + m - 7 * n + 114, 31)
    return date(year, month, day + 1)
