"""The table bus, and what an event says on it."""

import json

import pytest

from kring.core.activity.models import Event
from kring.core.live import audience
from kring.core.live.asked import numbers, seconds
from kring.core.live.door import Wanted, _missed
from kring.core.live.handlers import about, tell
from kring.core.live.line import Line
from kring.core.live.models import LiveMessage
from kring.core.live.signed_in import Holder
from kring.core.live.table_bus import TableBus
from kring.interactions.comments import verbs as comments


@pytest.mark.django_db(transaction=True)
def test_what_has_the_same_key_is_there_once_and_in_order():
    bus = TableBus()
    for key in ("a", "b", "a", "", ""):
        bus.publish({"type": "x", "key": key}, key)
    rows = bus.since("0")
    assert [message["key"] for _, message in rows] == ["a", "b", "", ""]
    assert bus.since(rows[1][0]) == rows[2:] and bus.since(bus.latest()) == []
    LiveMessage.objects.filter(pk=rows[0][0]).delete()
    assert bus.since(rows[0][0]) is None  # nobody knows what came between


@pytest.mark.django_db(transaction=True)
def test_a_follower_reads_on_where_it_was():
    bus = TableBus()
    bus.publish({"type": "before"})
    follower = bus.follow(bus.latest())
    bus.publish({"type": "one"})
    bus.publish({"type": "two"})
    assert [message["type"] for _, message in follower.next()] == ["one", "two"]
    assert follower.next() == []


def test_every_event_that_pages_are_told_of_is_told_twice_and_counts_once(
    cast, django_capture_on_commit_callbacks
):
    item = cast.items["open", "published"]
    with django_capture_on_commit_callbacks(execute=True):
        comments.post(cast.host, item, "<p>Well.</p>")
    event = Event.objects.filter(verb="comments.posted").latest("pk")
    with django_capture_on_commit_callbacks(execute=True):
        tell(event)
    [row] = LiveMessage.objects.filter(key=f"e{event.pk}")
    assert row.payload["type"] == "comments.posted" and row.payload["to"] == "page"


@pytest.mark.parametrize(
    "verb", ["bookmarks.kept", "follows.item_followed", "groups.left", "content.drafted"]
)
def test_what_is_nobodys_business_is_said_to_nobody(verb):
    assert about(Event(verb=verb, content_id=1, actor_id=2)) is None


def test_who_may_see_a_page_is_told_and_nobody_else(cast):
    expected = {
        "open": {"manager", "host", "member", "outsider"},
        "secret": {"host", "member"},
        "project": {"host", "member", "guest"},
    }
    everyone = {cast[who].pk: who for who in ("manager", "host", "member", "outsider", "guest")}
    for group, those in expected.items():
        item = cast.items[group, "published"]
        told = audience.told(
            {"type": "comments.posted", "to": "page", "content": item.pk, "actor": cast.host.pk}
        )
        assert {everyone[pk] for pk in told.receivers(everyone)} == those, group
        assert "actor" not in told.words and told.words["comments"] == 2
    gone = cast.items["open", "bin"]
    assert not audience.told({"type": "x", "to": "page", "content": gone.pk}).receivers(everyone)


def test_counts_are_given_of_what_one_may_see(cast):
    items = {group: cast.items[group, "published"].pk for group in ("open", "secret")}
    answers = cast.as_each(
        "get", "/counts/?items=" + ".".join(map(str, items.values())), who=("host", "outsider")
    )
    seen = {
        who: {one["content"] for one in json.loads(answer.content)["counts"]}
        for who, answer in answers.items()
    }
    assert seen == {"host": set(items.values()), "outsider": {items["open"]}}


def test_who_comes_in_costs_no_more_than_what_concerns_them(cast, django_assert_max_num_queries):
    for _time in range(20):
        TableBus().publish({"type": "x", "to": "page", "content": cast.items["open", "published"].pk})
    line = Line(None)
    line.holder, line.wanted = Holder(cast.member.pk, False, True), Wanted("", 60.0, b"", lambda: None)
    with django_assert_max_num_queries(4):
        assert _missed([line], TableBus().latest()) == {line: []}


def test_whatever_is_asked_is_understood():
    assert numbers("4.8.4.x.-1.²." + "9" * 30) == [4, 8]
    assert len(numbers(".".join(map(str, range(1000))))) == 300
    assert seconds("2.5") == 2.5 and seconds("x") == 0 and seconds("-3") == 0 and seconds("1e99") == 660
    assert seconds("nan") == 0.0
