"""Moments relative to now, whatever now is."""

from datetime import date, datetime, timedelta

import pytest

from kring.demo.clock import ZONE, Clock, easter_sunday, holidays, is_working_day


def clock(local: str) -> Clock:
    return Clock(datetime.fromisoformat(local).replace(tzinfo=ZONE))


FRIDAY = "2026-11-20T18:00"


@pytest.mark.parametrize(
    ("spec", "day"),
    [
        ("w0", "2026-11-20"), ("w1", "2026-11-19"), ("w5", "2026-11-13"), ("w-1", "2026-11-23"), ("w-3", "2026-11-25"),
        ("za1", "2026-11-14"), ("vr1", "2026-11-13"), ("wo1", "2026-11-18"), ("wo5", "2026-10-21"), ("wo5+3", "2026-10-26"),
        ("ma0", "2026-11-16"), ("ma-1", "2026-11-23"), ("vr-1", "2026-11-27"), ("vr-2", "2026-12-04"),
    ],
)  # fmt: skip
def test_days(spec, day):
    assert clock(FRIDAY).day(spec) == date.fromisoformat(day)


def test_a_day_that_is_no_moment_is_named():
    with pytest.raises(ValueError, match="gisteren"):
        clock(FRIDAY).day("gisteren")


@pytest.mark.parametrize(
    ("now", "day0"),
    [
        ("2026-11-20T18:00", "2026-11-20"),
        ("2026-11-20T10:00", "2026-11-20"),
        ("2026-11-20T09:59", "2026-11-19"),  # the day has hardly begun
        ("2026-11-21T21:00", "2026-11-20"),  # a Saturday
        ("2026-11-23T07:00", "2026-11-20"),
        ("2026-12-25T12:00", "2026-12-24"),
    ],
)
def test_the_last_working_day(now, day0):
    assert clock(now).day0 == date.fromisoformat(day0)


def test_the_hours_of_today_are_squeezed_into_what_has_passed_of_it():
    at_noon = clock("2026-11-20T12:00")
    moments = [at_noon.real(at_noon.moment(f"w0 {hour:02}:00")) for hour in range(8, 18)]
    assert moments == sorted(moments)
    assert moments[0].hour == 8
    assert moments[-1] <= at_noon.now.replace(tzinfo=ZONE)
    assert at_noon.real(at_noon.moment("w1 16:00")).hour == 16


def test_later_is_counted_from_what_was_before():
    c = clock(FRIDAY)
    post = c.moment("vr1 16:00")
    assert c.moment("+25m", post) == post + timedelta(minutes=25)
    assert c.moment("+1w 09:05", post) == datetime(2026, 11, 16, 9, 5)


def test_offsets_follow_the_season():
    assert clock("2026-07-03T18:00").iso(datetime(2026, 7, 3, 9)).endswith("+02:00")
    assert clock(FRIDAY).iso(datetime(2026, 11, 20, 9)).endswith("+01:00")


def test_holidays():
    assert [easter_sunday(year) for year in (2026, 2027)] == [date(2026, 4, 5), date(2027, 3, 28)]
    assert date(2026, 4, 6) in holidays(2026)
    assert not is_working_day(date(2026, 4, 27))
