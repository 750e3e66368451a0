"""Numbers that grow with time, and the slices of time that PostgreSQL reads."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from kring.core.search import moments
from kring.core.search.engine import slices
from kring.core.search.models import Document

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)


def test_a_number_says_when(db):
    begin = moments.begin(NOW)
    assert moments.moment(begin + 7) == NOW
    assert moments.begin(NOW - timedelta(minutes=1)) < begin < moments.begin(NOW + timedelta(minutes=1))
    assert moments.begin(datetime(1970, 1, 1, tzinfo=UTC)) > 0


def test_more_than_a_minute_holds(db):
    """An import may bring thousands of one moment."""
    begin, next_minute = moments.begin(NOW), moments.begin(NOW + timedelta(minutes=1))
    everything: set[int] = set()
    for number in range(6):
        fresh = moments.free([begin] * 400 + [next_minute] * 50)
        assert len({*fresh, *everything}) == len(everything) + 450
        everything |= set(fresh)
        Document.objects.bulk_create(
            Document(id=id, what="content", object_id=number * 1000 + place) for place, id in enumerate(fresh)
        )
    assert min(everything) == begin


@given(st.integers(5000, 12_000), st.integers(0, 4000))
def test_slices_hold_every_day_once(newest, back):
    oldest = newest - back
    days: list[int] = []
    for marks, end in slices.back(newest * slices.A_DAY + 5, max(1, oldest * slices.A_DAY)):
        for mark in marks:
            wide = slices.SIZES[mark[0]]
            days += range(int(mark[1:]) * wide, (int(mark[1:]) + 1) * wide)
        if not marks:
            days += range(min(oldest, end // slices.A_DAY), end // slices.A_DAY)
    assert len(days) == len(set(days))
    assert set(range(oldest, newest + 1)) <= set(days)
