"""Repeats: which days a rule names, what the clock says on them, and what became of single ones."""

import time
from datetime import date, datetime, timedelta
from datetime import time as dt
from zoneinfo import ZoneInfo

import pytest
from dateutil.rrule import rrulestr
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st

from kring.core.refused import Refused
from kring.kinds.events import answering, dates, repeating, verbs
from kring.kinds.events import rule as rules
from kring.kinds.events.models import ONCE, Answer, Details
from kring.kinds.events.tests.making import HOUR, again, at, hold

DAY = timedelta(days=1)
YEAR = timedelta(days=366)
TUESDAY = date(2026, 11, 10)  # the second one of its month


def plan(rule="", starts=None, hours=2, zone="Europe/Amsterdam", **more) -> Details:
    starts = starts or at(2026, 11, 10, 13)
    found = Details(starts_at=starts, ends_at=starts + hours * HOUR, zone=zone, rule=rule, **more)
    found.last_at = dates.end_of(found)
    return found


@pytest.mark.parametrize(
    ("choice", "more", "days"),
    [
        ("daily", {"count": 3}, ["11-10", "11-11", "11-12"]),
        ("workdays", {"until": date(2026, 11, 16)}, ["11-10", "11-11", "11-12", "11-13", "11-16"]),
        ("weekly", {"count": 3}, ["11-10", "11-17", "11-24"]),
        ("weekly", {"days": [3], "count": 4}, ["11-10", "11-12", "11-17", "11-19"]),
        ("fortnightly", {"count": 2}, ["11-10", "11-24"]),
        ("monthly", {"count": 2}, ["11-10", "12-10"]),
        ("monthly_day", {"count": 2}, ["11-10", "12-08"]),
        ("yearly", {"count": 1}, ["11-10"]),
    ],
)
def test_everyday_choices(choice, more, days):
    rule = repeating.made(choice, TUESDAY, **more)
    found = rules.dates(rule, TUESDAY, TUESDAY, TUESDAY + YEAR)
    assert [f"{day:%m-%d}" for day in found] == days
    assert repeating.chosen(rule, TUESDAY)["repeats"] == choice
    assert repeating.words(rule, TUESDAY) and repeating.end_words(rule)


def test_the_fifth_is_the_last():
    rule = repeating.made("monthly_day", date(2026, 12, 29))
    assert rule == "FREQ=MONTHLY;BYDAY=-1TU"
    assert "no end yet" in repeating.end_words(rule)


@pytest.mark.parametrize(
    "rule",
    ["FREQ=HOURLY", "FREQ=SECONDLY;COUNT=5", "nonsense", "FREQ=DAILY;BYHOUR=1,2", "FREQ=WEEKLY;BYDAY=XX", "FREQ=DAILY;INTERVAL=0",
     "FREQ=DAILY;COUNT=99999999", "FREQ=DAILY;UNTIL=notaday", "FREQ=DAILY;FREQ=WEEKLY"],
)  # fmt: skip
def test_rules_that_cannot_be_kept(rule):
    with pytest.raises(Refused, match="can’t be kept"):
        rules.check(rule, TUESDAY)


@pytest.mark.parametrize(
    "rule", ["FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=31"]
)
def test_a_day_that_never_comes(rule):
    began = time.process_time()
    with pytest.raises(Refused, match="never comes"):
        rules.check(rule, TUESDAY)
    assert rules.dates(rule, TUESDAY, TUESDAY, TUESDAY + YEAR) == [TUESDAY]
    assert time.process_time() - began < 10


RULES = st.builds(
    lambda *parts: ";".join(part for part in parts if part),
    st.sampled_from(["FREQ=DAILY", "FREQ=WEEKLY", "FREQ=MONTHLY", "FREQ=YEARLY"]),
    st.sampled_from(["", "INTERVAL=2", "INTERVAL=3"]),
    st.sampled_from(["", "BYDAY=MO", "BYDAY=TU,TH,SU"]),
    st.sampled_from(["", "BYMONTH=2", "BYMONTH=3,11"]),
    st.sampled_from(["", "BYMONTHDAY=10", "BYMONTHDAY=-1,29"]),
    st.sampled_from(["", "WKST=SU"]),
) | st.sampled_from(["FREQ=MONTHLY;BYDAY=2TU", "FREQ=MONTHLY;BYDAY=-1FR,1MO", "FREQ=YEARLY;BYDAY=20MO", "FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU",
                     "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1"])  # fmt: skip


@settings(max_examples=120, deadline=None)
@given(RULES, st.integers(0, 2000), st.integers(0, 400))
def test_the_same_days_as_python_dateutil(rule, away, width):
    start, end = TUESDAY + away * DAY, TUESDAY + (away + width) * DAY
    theirs = rrulestr(f"{rule};UNTIL=20400101", dtstart=datetime(2026, 11, 10), cache=False)
    wanted = [
        day.date()
        for day in theirs.between(datetime.combine(start, dt.min), datetime.combine(end, dt.min), inc=True)
    ]
    assert rules._named(rule, TUESDAY, start, end) == wanted


def test_an_endless_series_costs_no_more_far_away():
    found = plan("FREQ=DAILY")
    began = time.process_time()
    assert len(dates.between(found, at(2190, 1, 1), at(2190, 2, 1))) == 31
    assert time.process_time() - began < 2


def test_the_hour_on_the_clock_stays_over_summer_time():
    weekly = plan("FREQ=WEEKLY", at(2026, 3, 24, 9))  # 10:00 in winter
    hours = {
        one.starts_at.astimezone(ZoneInfo("Europe/Amsterdam")).hour
        for one in dates.between(weekly, at(2026, 3, 1), at(2026, 11, 30))
    }
    assert hours == {10}
    assert {one.starts_at.hour for one in dates.between(weekly, at(2026, 3, 1), at(2026, 11, 30))} == {8, 9}


def test_an_hour_that_the_clock_skips_or_has_twice():
    night = plan("FREQ=DAILY", at(2026, 3, 28, 1, 30))  # 02:30; on the 29th there is no such time
    found = dates.between(night, at(2026, 3, 28), at(2026, 3, 31))
    assert [one.starts_at.hour for one in found] == [1, 1, 0]
    again = plan("FREQ=DAILY", at(2026, 10, 24, 0, 30))  # 02:30, twice on the 25th
    assert [one.starts_at.hour for one in dates.between(again, at(2026, 10, 24), at(2026, 10, 27))] == [
        0,
        0,
        1,
    ]


@pytest.mark.django_db
def test_another_zone_afterwards_keeps_the_days(cast):
    event = hold(cast, starts=at(2027, 1, 5, 9), rule="FREQ=WEEKLY;COUNT=4")
    verbs.cancel(event, cast.host, date(2027, 1, 12))
    answering.answer(event, cast.member, "yes", date(2027, 1, 19))
    verbs.plan(
        event, cast.host, zone="America/New_York", starts_at=at(2027, 1, 5, 15), ends_at=at(2027, 1, 5, 17)
    )  # 10:00 there, too
    found = dates.between(again(event).event, at(2027, 1, 1), at(2027, 2, 1))
    assert [(one.on.day, one.starts_at.hour, one.is_cancelled) for one in found] == [
        (5, 15, False), (12, 15, True), (19, 15, False), (26, 15, False),
    ]  # fmt: skip
    assert Answer.objects.get().on == date(2027, 1, 19)


@pytest.mark.django_db
def test_a_date_is_cancelled_moved_and_put_back(cast):
    event = hold(cast, starts=at(2027, 1, 5, 9), rule="FREQ=WEEKLY;COUNT=3")
    host = cast.client("host")
    moved = {"starts_on": "2027-01-29", "starts_time": "12:00", "ends_time": "13:00", "location": "The attic"}
    assert host.post(f"/c/{event.pk}/dates/move/?on=2027-01-12", moved).status_code == 302
    assert host.post(f"/c/{event.pk}/dates/move/?on=2027-01-13", moved).status_code == 404
    host.post(f"/c/{event.pk}/cancel/", {"on": "2027-01-19"})
    found = dates.between(again(event).event, at(2027, 1, 1), at(2027, 3, 1))
    assert [(one.on.day, one.starts_at.day, one.location, one.is_cancelled) for one in found] == [
        (5, 5, "", False), (19, 19, "", True), (12, 29, "The attic", False),
    ]  # fmt: skip
    page = cast.client("member").get(f"/c/{event.pk}/dates/?on=2027-01-01").text
    assert "The attic" in page and "Cancelled" in page and "Change this date" not in page
    assert cast.client("member").post(f"/c/{event.pk}/dates/move/?on=2027-01-12", moved).status_code == 403
    host.post(f"/c/{event.pk}/cancel/", {"on": "2027-01-12", "go_on": "1"})
    assert [one.on.day for one in dates.between(again(event).event, at(2027, 1, 11), at(2027, 1, 13))] == [12]


@pytest.mark.django_db
def test_signing_up_for_one_date_or_for_the_series(cast):
    apart = hold(cast, rule="FREQ=WEEKLY", capacity=1)
    first = dates.local(apart.event)[0].date()
    answering.answer(apart, cast.member, "yes", first)
    answering.answer(apart, cast.outsider, "yes", first + 7 * DAY)
    assert not Answer.objects.filter(waiting_since__isnull=False).exists()
    with pytest.raises(Refused, match="doesn’t happen"):
        answering.answer(apart, cast.member, "yes", first + DAY)
    course = hold(cast, rule="FREQ=WEEKLY;COUNT=3", per_date=False)
    answering.answer(course, cast.member, "yes")
    assert Answer.objects.get(content=course).on == ONCE
    once = hold(cast)
    answering.answer(once, cast.member, "yes")
    verbs.plan(once, cast.host, rule="FREQ=WEEKLY")
    assert Answer.objects.get(content=once).on == dates.local(once.event)[0].date()


def test_a_whole_day_is_the_same_day_for_everybody():
    found = plan(starts=at(2026, 11, 9, 23), hours=24, whole_day=True)
    with timezone.override("Pacific/Auckland"):
        from kring.kinds.events import wording

        assert wording.when(dates.first_of(found)).startswith("Tuesday 10 November")
        assert wording.there(dates.first_of(found)) == ""
