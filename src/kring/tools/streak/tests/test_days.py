"""On which days there was something new, and that closed groups move no square of somebody outside."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.conf import settings
from django.core.cache import cache

from kring.core.content.models import Content
from kring.core.features import switches
from kring.core.features import verbs as switching
from kring.tools.streak import days

ZONE = ZoneInfo(settings.TIME_ZONE)
TODAY = datetime.now(ZONE).date()


def publish(cast, group, back: int, hour=12):
    at = datetime.combine(TODAY - timedelta(days=back), datetime.min.time(), ZONE) + timedelta(hours=hour)
    Content.objects.filter(pk=cast.items[group, "published"].pk).update(published_at=at)


@pytest.fixture
def quiet(cast):
    """Nothing was published lately."""
    Content.objects.update(published_at=datetime(2020, 1, 1, tzinfo=ZONE))
    cache.clear()
    return cast


def new_on(found) -> set[int]:
    """How many days ago something was new."""
    return {(TODAY - day.date).days for day in found["days"] if day.new}


def test_fourteen_days_ending_today(quiet):
    found = days.at_home(quiet.member)
    assert len(found["days"]) == 14 and found["days"][-1].date == TODAY
    assert found["of"] == 10 and found["done"] == 0


def test_what_is_open_counts_for_all_members(quiet):
    publish(quiet, "open", 3)
    publish(quiet, "everyone", 13)
    assert new_on(days.at_home(quiet.outsider)) == new_on(days.at_home(quiet.manager)) == {3, 13}
    assert new_on(days.at_home(quiet.guest)) == set()


@pytest.mark.parametrize("group", ["closed", "secret", "project"])
def test_what_is_not_open_shows_to_its_readers_only(quiet, group):
    publish(quiet, group, 2)
    for who in ("manager", "host", "member", "outsider"):
        assert new_on(days.at_home(quiet[who])) == set()
    assert new_on(days.in_group(quiet.member, quiet.groups[group])) == {2}
    assert new_on(days.at_home(quiet.guest)) == ({2} if group == "project" else set())


def test_a_day_begins_at_midnight_here(quiet):
    publish(quiet, "open", 4, hour=0)
    assert new_on(days.at_home(quiet.member)) == {4}
    cache.clear()
    publish(quiet, "open", 4, hour=23.99)
    assert new_on(days.at_home(quiet.member)) == {4}


def test_only_working_days_of_the_viewer_are_counted(quiet):
    quiet.member.working_days = [TODAY.isoweekday()]
    publish(quiet, "open", 0)
    found = days.at_home(quiet.member)
    assert (found["done"], found["of"], found["today_quiet"]) == (1, 2, False)


def test_a_kind_that_is_off_is_not_new(quiet):
    publish(quiet, "open", 1)
    switching.switch_group("updates", quiet.groups["open"], "off")
    assert new_on(days.at_home(quiet.member)) == set()


def test_it_costs_one_query_and_then_none(cast, django_assert_max_num_queries):
    person = cast.guest
    list(person.roles)
    switches.pin(switches.board().generation)
    for who in (cast.member, cast.guest):
        with django_assert_max_num_queries(1):
            days.at_home(who)
        with django_assert_max_num_queries(0):
            days.at_home(who)
