"""What comes in: the newest few, once, and never more than people can read."""

from datetime import timedelta

import pytest
from django.utils import timezone

from kring.core.content.models import Content
from kring.core.groups import membership
from kring.core.refused import Refused
from kring.tools.sources import adding, deciding, housekeeping, verbs
from kring.tools.sources.models import Entry, Look, Source
from kring.tools.sources.tests.feeds import brought, feed, followed, found

pytestmark = pytest.mark.django_db


def waiting(group) -> list[str]:
    return list(Entry.objects.waiting().filter(group=group).newest().values_list("title", flat=True))


def test_the_first_fetch_brings_the_newest_few_and_the_next_what_is_new(cast):
    group = cast.groups["open"]
    source = followed(group, cast.host, *(found(n) for n in range(12)))
    assert waiting(group) == [f"Item {n}" for n in (11, 10, 9, 8, 7)]
    assert Entry.objects.filter(state="left").count() == 7
    brought(source, *(found(n) for n in range(14)))
    assert waiting(group) == [f"Item {n}" for n in (13, 12, 11, 10, 9, 8, 7)]
    brought(source, *(found(n) for n in range(14)))
    assert Entry.objects.count() == 14


def test_it_never_floods(cast):
    group = cast.groups["open"]
    source = followed(group, cast.host)
    for start in range(0, 100, 25):
        brought(source, *(found(n, at=None) for n in range(start, start + 25)))
    assert Entry.objects.waiting().count() == 50 and Entry.objects.count() == 100
    assert not Entry.objects.filter(state="left").exclude(summary="").exists()
    brought(source, *(found(n, at=None) for n in range(100)))
    assert Entry.objects.waiting().count() == 50, "what gave way doesn’t come back"


def test_dates_that_are_missing_or_to_come_count_as_now(cast):
    source, now = followed(cast.groups["open"], cast.host), timezone.now()
    far = (now + timedelta(days=900)).isoformat()
    brought(source, found(1, at=None), found(2, at=far), found(3, at="1980-01-01T00:00:00+00:00"))
    moments = dict(Entry.objects.values_list("title", "published_at"))
    assert abs(moments["Item 1"] - now) < timedelta(minutes=1) and moments["Item 2"] <= timezone.now()
    assert moments["Item 3"].year == 1980


def test_the_same_comes_once(cast):
    group = cast.groups["open"]
    source = followed(
        group,
        cast.host,
        found(1),
        found(1, title="Doubled"),
        found(2, guid=""),
        found(2, guid="", title="Doubled"),
    )
    assert waiting(group) == ["Item 2", "Item 1"]
    other = followed(group, cast.host, found(1), url="https://other.example/feed")
    assert other.pk != source.pk and Entry.objects.count() == 2, "another feed says the same"
    brought(
        source,
        found(1, guid="HTTP://www.news.example/?p=1"),
        found(1, guid="other-1"),
        found(2, guid="x", url="https://news.example/2/"),
    )
    assert Entry.objects.count() == 2, "another guid for the same address and title"
    brought(source, found(3, guid="7"), found(4, guid="8", url=found(3).url))
    assert Entry.objects.count() == 4, "two things behind one address"
    brought(other, found(5, guid="7"))
    assert Entry.objects.count() == 5, "a number is one in its own feed"
    followed(cast.groups["closed"], cast.host, found(1))
    assert Entry.objects.count() == 6, "each group has its own"


def test_while_it_waits_it_says_what_its_source_says_now(cast):
    source = followed(cast.groups["open"], cast.host, found(1), found(2))
    deciding.skip(Entry.objects.get(title="Item 2").pk, cast.host)
    brought(source, found(1, title="Corrected"), found(2, title="Corrected too"))
    assert set(Entry.objects.values_list("title", flat=True)) == {"Corrected", "Item 2"}


def test_publishing_by_itself(cast):
    group = cast.groups["open"]
    source = followed(group, cast.host, *(found(n) for n in range(3)), mode="self")
    assert not Content.objects.filter(kind="news").exists() and len(waiting(group)) == 3, (
        "what was there before is asked about"
    )
    assert len(brought(source, found(9))) == 1
    verbs.change(source, cast.host, "Renamed", "ask")
    assert brought(source, found(10)) == []


def test_what_was_published_is_remembered_for_ever(cast):
    group = cast.groups["open"]
    source = followed(group, cast.host, found(1), found(2), found(3))
    one, two = (Entry.objects.get(title=f"Item {n}").pk for n in (1, 2))
    item = deciding.publish(one, cast.host)
    deciding.skip(two, cast.host)
    verbs.remove(source, cast.host)
    assert Content.objects.filter(pk=item.pk, state="published").exists()
    assert set(Entry.objects.values_list("title", flat=True)) == {"Item 1", "Item 2"}
    followed(group, cast.host, found(1), found(2), found(3))
    assert waiting(group) == ["Item 3"]
    Entry.objects.update(seen_at=timezone.now() - timedelta(days=400))
    housekeeping.tidy()
    assert not Entry.objects.filter(title="Item 2").exists() and Entry.objects.filter(title="Item 1").exists()
    assert Look.objects.exists()
    Look.objects.update(created_at=timezone.now() - timedelta(days=2))
    housekeeping.tidy()
    assert not Look.objects.exists()


def test_the_same_source_twice(cast):
    group = cast.groups["open"]
    first = followed(group, cast.host)
    with pytest.raises(Refused, match="already"):
        adding.look(group, cast.host, "http://www.news.example/feed/?utm_source=x")
    look = Look.objects.create(group=group, by=cast.host, url=first.url, found=feed(url=first.url).told())
    with pytest.raises(Refused, match="already"):
        adding.add(look, cast.host, "ask")
    assert Source.objects.count() == 1
    for number in range(29):
        Source.objects.create(
            group=group, by=cast.host, url=f"https://x.example/{number}", key=f"{number}", title="x"
        )
    with pytest.raises(Refused, match="thirty"):
        adding.look(group, cast.host, "https://new.example/")


def test_who_lets_it_publish_must_be_able_to(cast):
    group = cast.groups["open"]
    look = Look.objects.create(
        group=group, by=cast.manager, url="https://a.example/", found=feed(url="https://a.example/").told()
    )
    with pytest.raises(Refused):
        adding.add(look, cast.manager, "self")  # hosts it as a manager, but isn't in it
    assert adding.add(look, cast.manager, "ask").mode == "ask"
    source = followed(group, cast.host, mode="self")
    membership.add(group, cast.outsider, role="host")
    cast.outsider.forget_roles()
    verbs.change(source, cast.outsider, "Only a name", "self")
    assert Source.objects.get(pk=source.pk).by == cast.host
