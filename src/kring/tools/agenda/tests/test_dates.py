"""The days and the moments of prompts, also where the clock is put forward and back."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from dateutil import rrule
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kring.tools.agenda import dates, wording
from kring.tools.agenda.tests.prompts import unsaved

EVERY = settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
DATES = st.dates(date(2020, 1, 1), date(2035, 12, 31))
RHYTHMS = st.fixed_dictionaries(
    {
        "rhythm": st.sampled_from(["weekly", "monthly", "monthly_day"]),
        "weekdays": st.lists(st.integers(0, 6), min_size=1, unique=True),
        "every": st.integers(1, 12),
        "starts_on": DATES,
        "ends_on": st.none() | DATES,
        "hour": st.times().map(lambda at: at.replace(second=0, microsecond=0)),
        "skips": st.lists(DATES.map(date.isoformat), max_size=4),
    }
)
ZONES = st.sampled_from(["Europe/Amsterdam", "America/New_York", "Asia/Kathmandu", "Pacific/Auckland", "UTC"])


def by_dateutil(prompt, start: date, end: date) -> list[date]:
    first = datetime.combine(prompt.starts_on, time())
    if prompt.rhythm == "weekly":
        asked = {
            "freq": rrule.WEEKLY,
            "interval": prompt.every,
            "byweekday": prompt.weekdays,
            "wkst": rrule.MO,
        }
    elif prompt.rhythm == "monthly":
        day = prompt.starts_on.day
        asked = {"freq": rrule.MONTHLY, "bymonthday": list(range(min(28, day), day + 1)), "bysetpos": -1}
    else:
        n = dates.nth(prompt.starts_on)
        asked = {
            "freq": rrule.MONTHLY,
            "byweekday": rrule.weekday(prompt.starts_on.weekday(), n if n < 5 else -1),
        }
    until = datetime.combine(min(end, prompt.ends_on or end), time())
    found = rrule.rrule(dtstart=first, **asked).between(datetime.combine(start, time()), until, inc=True)
    return [at.date() for at in found if at.date().isoformat() not in prompt.skips]


@EVERY
@given(RHYTHMS, DATES, st.integers(0, 400))
def test_the_same_days_as_dateutil(rhythm, start, length):
    prompt, end = unsaved(**rhythm), start + timedelta(days=length)
    assert list(dates.days(prompt, start, end)) == by_dateutil(prompt, start, end)


@EVERY
@given(RHYTHMS, DATES, ZONES)
def test_the_next_is_later_and_nothing_lies_between(rhythm, day, zone):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(dates, "zone", lambda: ZoneInfo(zone))
        prompt, after = unsaved(**rhythm), datetime.combine(day, time(12), tzinfo=UTC)
        found = dates.coming(prompt, after, 4)
        assert found == sorted(set(found)) and all(at > after for at in found)
        for before, at in zip([after, *found], found, strict=False):
            assert dates.next_after(prompt, before) == at
            assert dates.latest(prompt, before + timedelta(seconds=1), at) == at
        if not found:
            assert not list(dates.days(prompt, day + timedelta(days=1), day + timedelta(days=365)))


def test_the_clock_that_is_put_forward_and_back():
    """Fridays at three stay at three; an hour that is skipped is the one after it, one that comes twice is the first."""
    fridays = [dates.moment(unsaved(), day) for day in (date(2026, 3, 27), date(2026, 4, 3))]
    assert [f"{at:%H:%M}" for at in fridays] == ["14:00", "13:00"]
    night = unsaved(hour=time(2, 30), weekdays=[6], starts_on=date(2026, 1, 1))
    assert dates.moment(night, date(2026, 3, 29)) == datetime(2026, 3, 29, 1, 30, tzinfo=UTC)
    assert dates.moment(night, date(2026, 10, 25)) == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    after = dates.moment(night, date(2026, 10, 25))
    assert dates.next_after(night, after) == dates.moment(night, date(2026, 11, 1))


def test_short_months_and_the_last_weekday():
    end = unsaved(rhythm="monthly", starts_on=date(2026, 1, 31))
    assert [day.day for day in dates.days(end, date(2026, 1, 1), date(2026, 4, 30))] == [31, 28, 31, 30]
    last = unsaved(rhythm="monthly_day", starts_on=date(2026, 1, 30))
    assert [str(day) for day in dates.days(last, date(2026, 2, 1), date(2026, 3, 31))] == [
        "2026-02-27",
        "2026-03-27",
    ]


def test_skipped_days_and_an_hour_that_was_moved():
    prompt = unsaved(skips=["2026-12-25"], last_at=datetime(2026, 12, 4, 14, tzinfo=UTC))
    found = dates.coming(prompt, datetime(2026, 12, 4, 12, tzinfo=UTC), 3)
    assert [f"{at:%d-%m}" for at in found] == ["11-12", "18-12", "01-01"]
    assert dates.next_after(unsaved(ends_on=date(2026, 11, 3)), datetime(2026, 11, 1, tzinfo=UTC)) is None


@pytest.mark.parametrize(
    ("other", "words"),
    [
        ({}, "Every week on Friday, at 15:00"),
        ({"every": 2, "weekdays": [3, 1]}, "Every 2 weeks on Tuesday and Thursday, at 15:00"),
        ({"rhythm": "monthly"}, "Every month on day 2, at 15:00"),
        (
            {"rhythm": "monthly_day", "starts_on": date(2026, 11, 10)},
            "Every month on the second Tuesday, at 15:00",
        ),
        (
            {"rhythm": "monthly_day", "starts_on": date(2026, 11, 30)},
            "Every month on the last Monday, at 15:00",
        ),
    ],
)
def test_in_words(other, words):
    assert wording.rhythm(unsaved(**other)) == words
