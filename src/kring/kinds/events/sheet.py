"""A week or a month as rows of days, Monday first, with what happens on each."""

from dataclasses import dataclass, field
from datetime import date, timedelta

from kring.kinds.events import wording

DAY, WEEK = timedelta(days=1), timedelta(days=7)


@dataclass
class Day:
    date: date
    is_outside: bool = False
    boards: list = field(default_factory=list)

    @property
    def name(self) -> str:
        return wording.short_day(self.date)


@dataclass
class Sheet:
    """`first` to `end` (not included), under the name of the week or the month; `before` and `after` lead to its neighbours."""

    title: str
    weeks: list[list[Day]]
    before: date
    after: date
    is_week: bool = False

    @property
    def first(self) -> date:
        return self.weeks[0][0].date

    @property
    def end(self) -> date:
        return self.weeks[-1][-1].date + DAY

    @property
    def weekdays(self) -> list[tuple[str, str]]:
        """(short, in full)."""
        return [(wording.weekday(day.date, "EEE"), wording.weekday(day.date)) for day in self.weeks[0]]

    @property
    def is_empty(self) -> bool:
        return not any(day.boards for week in self.weeks for day in week)

    def put(self, boards) -> None:
        """Each date stands on all days that it takes, on the reader's calendar."""
        days = {day.date: day for week in self.weeks for day in week}
        for board in boards:
            starts, ends = wording.clock(board.one)
            at, last = starts.date(), (ends - timedelta(microseconds=1) if ends > starts else ends).date()
            while at <= last:
                if at in days:
                    days[at].boards.append(board)
                at += DAY


def week(at: date) -> Sheet:
    first = at - at.weekday() * DAY
    days = [Day(first + n * DAY) for n in range(7)]
    title = f"{wording.short_day(first)} – {wording.short_day(days[-1].date)}"
    return Sheet(title, [days], first - WEEK, first + WEEK, is_week=True)


def month(at: date) -> Sheet:
    first = at.replace(day=1)
    after = (first + 31 * DAY).replace(day=1)
    begin = first - first.weekday() * DAY
    weeks = []
    while begin < after:
        weeks.append([Day(begin + n * DAY, (begin + n * DAY).month != at.month) for n in range(7)])
        begin += WEEK
    return Sheet(wording.month(first), weeks, (first - DAY).replace(day=1), after)
