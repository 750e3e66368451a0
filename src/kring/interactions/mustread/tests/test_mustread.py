"""Asking everybody to read something: who may, who is told, who hasn't."""

from datetime import timedelta

import pytest
from django.utils import timezone

from kring.core.notify.models import Notification
from kring.core.refused import Refused
from kring.interactions.mustread import verbs, waiting
from kring.interactions.mustread.models import Confirmation, MustRead
from tests.notified import settle

pytestmark = pytest.mark.django_db
CHOSEN = {"until": ""}


@pytest.fixture
def item(cast):
    return cast.items["closed", "published"]


def told(person) -> int:
    settle()
    return Notification.objects.filter(person=person, reason="must_read", hidden="", read_at=None).count()


def address(item, more="") -> str:
    return f"/c/{item.pk}/must-read/{more}"


def test_who_may_ask(cast, item):
    assert cast.statuses("post", address(item), CHOSEN) == {
        "manager": 404, "host": 302, "member": 403, "outsider": 404, "guest": 404, "nobody": 302,
    }  # fmt: skip
    assert MustRead.objects.get().by == cast.host
    for more in ("who/", "remind/"):
        method = "get" if more == "who/" else "post"
        found = cast.statuses(method, address(item, more))
        assert found["outsider"] == found["guest"] == 404 and found["member"] == 403


def test_members_are_told_and_asked_until_they_have_read_it(cast, item):
    member = cast.client("member")
    verbs.ask(item, cast.host, timezone.now() + timedelta(days=3))
    assert told(cast.member) == (item.author_id != cast.member.pk)
    assert told(cast.outsider) == told(cast.guest) == 0
    reader = cast.member if item.author_id != cast.member.pk else cast.host
    assert item in waiting.unread(reader) and item not in waiting.unread(cast.outsider)
    page = member.get(f"/c/{item.pk}/").content.decode()
    assert "Must read, until" in page
    for _twice in range(2):
        assert cast.client("host").post(address(item, "read/"), {"on": "1"}).status_code == 302
    assert Confirmation.objects.filter(person=cast.host).count() == 1
    cast.client("host").post(address(item, "read/"), {"on": "0"})
    assert not Confirmation.objects.exists()
    assert cast.statuses("post", address(item, "read/"), {"on": "1"})["outsider"] == 404


def test_the_list_of_who_has_not(cast, item):
    verbs.ask(item, cast.host)
    reader = next(person for person in (cast.member, cast.host) if person.pk != item.author_id)
    client = cast.client("host")
    assert reader.name in client.get(address(item, "who/")).content.decode().split("<main")[1]
    verbs.confirm(item, reader)
    assert reader.name in client.get(address(item, "who/?show=read")).content.decode().split("<main")[1]


def test_once_a_day_they_are_asked_again(cast, item):
    verbs.ask(item, cast.host)
    with pytest.raises(Refused, match="a day after"):
        verbs.remind(item, cast.host)
    MustRead.objects.update(created_at=timezone.now() - timedelta(days=2))
    verbs.remind(item, cast.host)
    with pytest.raises(Refused):
        verbs.remind(item, cast.host)


def test_over_and_stopped(cast, item):
    assert cast.client("host").post(address(item), {"until": "2020-01-01"}).status_code == 422
    verbs.ask(item, cast.host, timezone.now() + timedelta(days=1))
    MustRead.objects.update(until=timezone.now() - timedelta(minutes=1))
    assert "Must read" not in cast.client("member").get(f"/c/{item.pk}/").content.decode()
    assert item not in waiting.unread(cast.host)
    cast.client("host").post(address(item), {"stop": "1"})
    assert not MustRead.objects.exists()
    with pytest.raises(Refused, match="any more"):
        verbs.confirm(item, cast.member)


def test_a_list_costs_the_same_for_many(cast, django_assert_max_num_queries):
    from kring.core.features import named
    from kring.interactions.mustread.shown import bands

    items = [item for (_group, state), item in cast.items.items() if state == "published"]
    for item in items:
        verbs.ask(item, cast.host)
    assert cast.member.roles
    with django_assert_max_num_queries(1):
        named.look(items)
    assert all(named.is_named(item, ("mustread_mustread.content_id",)) for item in items)
    with django_assert_max_num_queries(2):
        draw = bands(cast.member, {}, [str(item.pk) for item in items])
        assert all("Must read" in draw(str(item.pk)) for item in items)
