"""A week, a month or a run of days, Monday first, with what stands on each."""

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from babel.dates import format_date
from django.utils import timezone, translation
from django.utils.translation import gettext as _

DAY, WEEK = timedelta(days=1), timedelta(days=7)
LIST = 4 * WEEK
LAST = float("inf")
EARLIEST, LATEST = date(1970, 1, 1), date(2190, 1, 1)


SORTS = {
    "published": lambda: _("Published"),
    "mine": lambda: _("Planned by you"),
    "theirs": lambda: _("Planned by a colleague"),
    "prompt": lambda: _("Recurring prompt"),
    "review": lambda: _("To be looked at again"),
}


@dataclass
class Entry:
    """One thing on a day. `sort`: "published", "mine", "theirs", "prompt" or "review". Of what a colleague has planned there is a
    name and an hour, and nothing else. `id` is the content that its author may move; `was` when it stood there."""

    sort: str
    at: datetime | None
    title: str = ""
    who: str = ""
    group: str = ""
    url: str = ""
    icon: str = ""
    id: int | None = None

    @property
    def sort_words(self) -> str:
        return SORTS[self.sort]()

    @property
    def was(self) -> str:
        return self.at.isoformat() if self.at else ""

    @property
    def hour(self) -> str:
        return f"{timezone.localtime(self.at):%H:%M}" if self.at else ""


@dataclass
class Day:
    """`published` counts all of it, of which `entries` have the first; `hidden` is how many stand nowhere."""

    date: date
    is_outside: bool = False
    published: int = 0
    entries: list[Entry] = field(default_factory=list)
    hidden: int = 0

    @property
    def name(self) -> str:
        return words(self.date, "EEEE d MMMM")

    @property
    def is_working(self) -> bool:
        return self.date.weekday() < 5

    @property
    def is_gap(self) -> bool:
        """A working day with nothing published, and nothing planned."""
        return self.is_working and not self.published and all(one.sort == "review" for one in self.entries)

    def fit(self, most: int) -> None:
        """In the order of the hours, without what there is no room for. What can be moved always has room."""
        waiting = [one for one in self.entries if one.sort != "published"]
        others = [one for one in self.entries if one.sort == "published"]
        kept = waiting[:most] + others[: max(0, most - len(waiting))]
        self.hidden = len(waiting) + self.published - len(kept)
        self.entries = sorted(kept, key=lambda one: one.at.timestamp() if one.at else LAST)


@dataclass
class Sheet:
    """`weeks` have seven days each, except in a list; `before` and `after` lead to its neighbours."""

    view: str
    title: str
    weeks: list[list[Day]]
    before: date
    after: date
    most: int

    @property
    def days(self) -> list[Day]:
        return [day for week in self.weeks for day in week]

    @property
    def start(self) -> datetime:
        return midnight(self.days[0].date)

    @property
    def end(self) -> datetime:
        return midnight(self.days[-1].date + DAY)

    @property
    def weekdays(self) -> list[tuple[str, str]]:
        return [(words(day.date, "EEE"), words(day.date, "EEEE")) for day in self.weeks[0]]


def midnight(day: date) -> datetime:
    """For the reader."""
    return timezone.make_aware(datetime.combine(day, time.min))


def words(day: date, pattern: str) -> str:
    return format_date(day, pattern, locale=(translation.get_language() or "en")[:2])


def month(at: date) -> Sheet:
    first = at.replace(day=1)
    after = (first + 31 * DAY).replace(day=1)
    begin, weeks = first - first.weekday() * DAY, []
    while begin < after:
        weeks.append([Day(begin + n * DAY, (begin + n * DAY).month != at.month) for n in range(7)])
        begin += WEEK
    return Sheet("month", words(first, "LLLL yyyy"), weeks, (first - DAY).replace(day=1), after, most=4)


def week(at: date) -> Sheet:
    first = at - at.weekday() * DAY
    days = [Day(first + n * DAY) for n in range(7)]
    return Sheet("week", _span(days), [days], first - WEEK, first + WEEK, most=12)


def run(at: date) -> Sheet:
    """Four weeks from a day on."""
    days = [Day(at + n * DAY) for n in range(LIST.days)]
    return Sheet("list", _span(days), [days], at - LIST, at + LIST, most=8)


def single(at: date) -> Sheet:
    return Sheet("day", words(at, "EEEE d MMMM yyyy"), [[Day(at)]], at - DAY, at + DAY, most=100)


def _span(days: list[Day]) -> str:
    return f"{words(days[0].date, 'd MMMM')} – {words(days[-1].date, 'd MMMM yyyy')}"


SHEETS = {"month": month, "week": week, "list": run, "day": single}
