"""The dates on which an event happens, within a window: what the rule names, less what was cancelled, with what was moved."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from django.utils import timezone

from kring.kinds.events import rule as rules
from kring.kinds.events.models import ENDLESS, Details

DAY = timedelta(days=1)
NEAR, FAR = timedelta(days=70), timedelta(days=366 * 5)


@dataclass(frozen=True)
class Occurrence:
    """One date of an event. `on` is the day that the rule names, also where it was moved."""

    plan: Details
    on: date
    starts_at: datetime
    ends_at: datetime
    location: str
    is_cancelled: bool = False
    is_moved: bool = False

    @property
    def is_over(self) -> bool:
        return self.ends_at <= timezone.now()

    @property
    def closes_at(self) -> datetime:
        """Until when one can sign up."""
        return self.starts_at - timedelta(minutes=self.plan.closes_before)

    @property
    def is_closed(self) -> bool:
        """Nobody can sign up any more: it has begun, or that was said so."""
        return timezone.now() >= (self.closes_at if self.plan.closes_before else self.ends_at)


def local(plan: Details) -> tuple[datetime, datetime]:
    """The first date on the clock of its own zone, as moments without one."""
    starts, ends = (moment.astimezone(plan.tz) for moment in (plan.starts_at, plan.ends_at))
    return starts.replace(tzinfo=None), ends.replace(tzinfo=None)


def real(clock: datetime, plan: Details) -> datetime:
    """What a moment on that clock is. Of an hour that the clock skips or has twice: the moment as it would have been, the first."""
    return clock.replace(tzinfo=plan.tz).astimezone(UTC)


def between(plan: Details, start: datetime, end: datetime) -> list[Occurrence]:
    """All dates that are at least partly between these moments, cancelled ones too, in order of time."""
    if plan.starts_at >= end or plan.last_at <= start:
        return []
    first, ends = local(plan)
    span = ends - first
    begin = start.astimezone(plan.tz).date() - span - DAY
    days = rules.dates(plan.rule, first.date(), max(begin, first.date()), end.astimezone(plan.tz).date())
    moved = [date.fromisoformat(on) for on, change in plan.changes.items() if "starts" in change]
    days += [day for day in moved if day not in days and is_date(plan, day)]
    found = [_on(plan, day, first, span) for day in days]
    return sorted((one for one in found if one.starts_at < end and one.ends_at > start), key=_order)


def is_date(plan: Details, on: date) -> bool:
    """Does the rule name this day?"""
    first = local(plan)[0].date()
    return on in rules.dates(plan.rule, first, on, on)


def on_day(plan: Details, on: date | None) -> Occurrence | None:
    """The date that the rule names `on`; None where it names none."""
    if on is None or not is_date(plan, on):
        return None
    first, ends = local(plan)
    return _on(plan, on, first, ends - first)


def first_of(plan: Details) -> Occurrence:
    first, ends = local(plan)
    return _on(plan, first.date(), first, ends - first)


def next_of(plan: Details, now: datetime | None = None) -> Occurrence:
    """The one that is going on or comes next; else the last that there was."""
    if not plan.rule:
        return first_of(plan)
    now = now or timezone.now()
    for ahead in (NEAR, FAR):
        held = [one for one in between(plan, now, now + ahead) if not one.is_cancelled]
        if held:
            return held[0]
    before = [one for back in (NEAR, FAR) for one in between(plan, now - back, now)[-1:]]
    return before[0] if before else first_of(plan)


def end_of(plan: Details) -> datetime:
    """The end of its last date, for `last_at`."""
    first, ends = local(plan)
    day = rules.last(plan.rule, first.date())
    if day is None:
        return ENDLESS
    last = real(datetime.combine(day, first.time()) + (ends - first), plan)
    return max(
        [last, *(real(datetime.fromisoformat(c["ends"]), plan) for c in plan.changes.values() if "ends" in c)]
    )


def in_order(plans: Iterable[Details], start: datetime, end: datetime) -> list[Occurrence]:
    """The dates of several events."""
    return sorted((one for plan in plans for one in between(plan, start, end)), key=_order)


def _order(one: Occurrence):
    return one.starts_at, one.plan.pk


def _on(plan: Details, on: date, first: datetime, span: timedelta) -> Occurrence:
    change = plan.changes.get(on.isoformat(), {})
    begins = datetime.combine(on, first.time())
    ends = begins + span
    if "starts" in change:
        begins, ends = datetime.fromisoformat(change["starts"]), datetime.fromisoformat(change["ends"])
    return Occurrence(
        plan,
        on,
        real(begins, plan),
        real(ends, plan),
        change.get("location", plan.location),
        bool(plan.cancelled_at or change.get("cancelled")),
        "starts" in change or "location" in change,
    )
