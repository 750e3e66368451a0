"""The days that a rule of RFC 5545 names, period by period, between two days.

Our own, because libraries look for the next day until the year 9999 where a rule names none; here each period (a day, a week, a
month, a year) is looked at once, and only those that touch the window. Days are all that we need: the hour is the event's.
Tests hold it against python-dateutil.
"""

from calendar import isleap, monthrange
from collections.abc import Iterator
from datetime import date, timedelta

DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
DAY = timedelta(days=1)


class Rule:
    """`parts` of a rule (FREQ, INTERVAL, BY…) that begins on `first`; raises ValueError where they can't be read."""

    def __init__(self, parts: dict[str, str], first: date):
        self.freq, self.first = parts["FREQ"], first
        self.interval = int(parts.get("INTERVAL", "1"))
        self.months = _numbers(parts, "BYMONTH", 1, 12)
        self.month_days = _numbers(parts, "BYMONTHDAY", 1, 31, below=True)
        self.positions = _numbers(parts, "BYSETPOS", 1, 366, below=True)
        self.week_begins = DAYS.index(parts.get("WKST", "MO"))
        self.weekdays = [_weekday(word) for word in parts.get("BYDAY", "").split(",") if word]
        if any(nth for nth, _day in self.weekdays) and self.freq in ("DAILY", "WEEKLY"):
            raise ValueError("only a month or a year has a second Tuesday")
        self.by_month = self.freq == "MONTHLY" or bool(self.months)
        self._begin_as_the_first()

    def _begin_as_the_first(self) -> None:
        """What the rule doesn't say, the first day does."""
        if self.weekdays or self.month_days or self.freq == "DAILY":
            return
        if self.freq == "WEEKLY":
            self.weekdays = [(0, self.first.weekday())]
        else:
            self.month_days = [self.first.day]
            if self.freq == "YEARLY" and not self.months:
                self.months = [self.first.month]

    def between(self, start: date, end: date) -> Iterator[date]:
        """Days from `start` to `end`, both among them, never before the first."""
        start = max(start, self.first)
        for period in self._periods(start, end):
            found = [day for day in period if self._fits(day)]
            if self.positions:
                places = {n - 1 if n > 0 else len(found) + n for n in self.positions}
                found = [day for place, day in enumerate(found) if place in places]
            yield from (day for day in found if start <= day <= end)

    def _periods(self, start: date, end: date) -> Iterator[list[date]]:
        if self.freq in ("DAILY", "WEEKLY"):
            length = 1 if self.freq == "DAILY" else 7
            at = (
                self.first
                if length == 1
                else self.first - (self.first.weekday() - self.week_begins) % 7 * DAY
            )
            step = length * self.interval
            at += max(0, (start - at).days // step) * step * DAY
            while at <= end:
                yield [at + n * DAY for n in range(length)]
                at += step * DAY
        else:
            yield from self._long_periods(start, end)

    def _long_periods(self, start: date, end: date) -> Iterator[list[date]]:
        size = 1 if self.freq == "MONTHLY" else 12
        step = size * self.interval
        at = self.first.year * 12 + (self.first.month - 1 if size == 1 else 0)
        at += max(0, (start.year * 12 + start.month - 1 - at) // step) * step
        while at <= end.year * 12 + end.month - 1:
            months = [divmod(number, 12) for number in range(at, at + size)]
            yield [
                date(year, month + 1, number + 1)
                for year, month in months
                if not self.months or month + 1 in self.months
                for number in range(monthrange(year, month + 1)[1])
            ]
            at += step

    def _fits(self, day: date) -> bool:
        if self.months and day.month not in self.months:
            return False
        if self.month_days:
            from_end = day.day - monthrange(day.year, day.month)[1] - 1
            if day.day not in self.month_days and from_end not in self.month_days:
                return False
        return not self.weekdays or any(
            day.weekday() == weekday and (not nth or nth in self._places(day))
            for nth, weekday in self.weekdays
        )

    def _places(self, day: date) -> tuple[int, int]:
        """Which of its weekdays it is in the month (or the year), from the beginning and from the end."""
        if self.by_month:
            at, length = day.day, monthrange(day.year, day.month)[1]
        else:
            at, length = day.timetuple().tm_yday, 365 + isleap(day.year)
        return (at - 1) // 7 + 1, -((length - at) // 7 + 1)


def _numbers(parts: dict[str, str], name: str, low: int, high: int, below: bool = False) -> list[int]:
    found = [int(word) for word in parts.get(name, "").split(",") if word]
    if any(not (low <= n <= high or (below and low <= -n <= high)) for n in found):
        raise ValueError(name)
    return found


def _weekday(word: str) -> tuple[int, int]:
    """“-1FR” → (-1, 4); “FR” → (0, 4)."""
    nth = int(word[:-2]) if word[:-2] else 0
    if abs(nth) > 53 or (word[:-2] and not nth):
        raise ValueError(word)
    return nth, DAYS.index(word[-2:])
