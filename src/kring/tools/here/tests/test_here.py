"""Who else is here: only whom one may see, and who wants to be seen."""

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.utils import timezone

from kring.core.people.models import Session
from kring.tools.here.now import at_home

pytestmark = pytest.mark.django_db


@pytest.fixture
def everybody(cast):
    for who in ("manager", "host", "member", "outsider", "guest"):
        cast.client(who).get("/settings/")
    cache.clear()
    return cast


def seen_by(cast, who) -> set[str]:
    cache.clear()
    found = at_home(cast[who])
    return {one.handle for one in found["people"]} if found else set()


def test_members_see_each_other_and_guests_their_groups(everybody):
    assert seen_by(everybody, "outsider") == {"manager", "host", "member", "guest"}
    assert seen_by(everybody, "guest") == {"host", "member"}
    assert everybody.leaks("guest", everybody.client("guest").get("/").text) == []


def test_who_stays_out_of_sight_is_not_shown_and_sees_the_others(everybody):
    everybody.client("member").post("/settings/presence/", {"on": "0"})
    everybody.member.refresh_from_db()
    assert "member" not in seen_by(everybody, "outsider")
    assert seen_by(everybody, "member") == {"manager", "host", "outsider", "guest"}
    everybody.client("member").post("/settings/presence/", {"on": "1"})
    assert "member" in seen_by(everybody, "outsider")


def test_who_left_a_while_ago_is_gone(everybody):
    Session.objects.update(seen_at=timezone.now() - timedelta(minutes=40))
    assert seen_by(everybody, "outsider") == set()
    assert "Who else is here" not in everybody.client("outsider").get("/drafts/").text


def test_it_is_asked_once_a_minute(everybody, django_assert_num_queries):
    at_home(everybody.outsider)
    with django_assert_num_queries(0):
        at_home(everybody.member)
