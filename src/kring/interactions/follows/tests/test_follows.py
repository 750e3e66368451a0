"""Following items, topics and people: the wanted state is sent, and what people follow stays theirs."""

import pytest

from kring.core.activity import fanout
from kring.core.activity.models import Event
from kring.core.content import verbs as content_verbs
from kring.core.content.models import Topic
from kring.core.features import verbs as switch_verbs
from kring.interactions.comments import verbs as comments
from kring.interactions.follows import verbs
from kring.interactions.follows.models import NOW, Follow

pytestmark = pytest.mark.django_db


@pytest.fixture
def item(cast):
    Follow.objects.all().delete()
    return cast.items["open", "published"]


def follows(person) -> list:
    return list(Follow.objects.filter(NOW, person=person))


def topic_of(cast, slug) -> Topic:
    return cast.items[slug, "published"].topics.get()


def test_twice_is_once_and_stopping_twice_too(cast, item):
    for on in ("1", "1"):
        cast.client("outsider").post(f"/c/{item.pk}/follow/", {"on": on})
    assert len(follows(cast.outsider)) == 1
    for on in ("0", "0"):
        cast.client("outsider").post(f"/c/{item.pk}/follow/", {"on": on})
    assert follows(cast.outsider) == []
    said = Event.objects.filter(verb__startswith="follows.").values_list("verb", flat=True)
    assert list(said) == ["follows.item_followed", "follows.ended"]


def test_items_as_each_of_the_cast(cast, item):
    assert cast.statuses("post", f"/c/{item.pk}/follow/", {"on": "1"}) == {
        "manager": 302, "host": 302, "member": 302, "outsider": 302, "guest": 404, "nobody": 302,
    }  # fmt: skip
    assert Follow.objects.count() == 4
    answer = cast.client("member").post(f"/c/{item.pk}/follow/", {"on": "0"}, headers={"HX-Request": "true"})
    assert (answer.status_code, answer.content) == (204, b"")


def test_topics_as_each_of_the_cast(cast, item):
    statuses = cast.statuses("post", f"/topics/{topic_of(cast, 'secret').slug}/follow/", {"on": "1"})
    assert statuses == {
        "manager": 404, "host": 302, "member": 302, "outsider": 404, "guest": 404, "nobody": 302,
    }  # fmt: skip


def test_people_as_each_of_the_cast(cast, item):
    statuses = cast.statuses("post", "/people/outsider/follow/", {"on": "1"})
    assert statuses == {
        "manager": 302, "host": 302, "member": 302, "outsider": 400, "guest": 404, "nobody": 302,
    }  # fmt: skip


def test_taking_part_follows_until_somebody_stops(cast, item):
    comments.post(cast.outsider, item, "<p>1</p>")
    fanout.sweep()
    assert [row.content_id for row in follows(cast.outsider)] == [item.pk]
    verbs.unfollow(cast.outsider, content=item)
    comments.post(cast.outsider, item, "<p>2</p>")
    fanout.sweep()
    assert follows(cast.outsider) == []


def test_who_posts_follows(cast, item):
    fanout.sweep()
    Follow.objects.all().delete()
    made = content_verbs.post(cast.host, cast.groups["open"], "update", body="<p>New</p>")
    fanout.sweep()
    assert [row.content_id for row in follows(cast.host)] == [made.pk]


def test_the_stream_has_people_and_topics_and_nothing_that_is_hidden(cast, item):
    verbs.follow(cast.outsider, followee=cast.member)
    for slug in cast.groups:
        verbs.follow(cast.outsider, topic=topic_of(cast, slug))
    for address in (
        "/following/",
        "/following/list/",
        "/following/list/?of=topics",
        "/following/list/?of=people",
    ):
        page = cast.client("outsider").get(address)
        assert page.status_code == 200 and cast.leaks("outsider", page.text) == []
    page = cast.client("outsider").get("/following/").text
    assert item.title in page and cast.items["everyone", "published"].title in page
    assert item.title not in cast.client("host").get("/following/").text


def test_the_stream_is_read_in_pages_at_a_fixed_cost(cast, item, django_assert_max_num_queries):
    from kring.interactions.follows import stream

    verbs.follow(cast.outsider, followee=cast.member)
    verbs.follow(cast.outsider, topic=topic_of(cast, "open"))
    stream.of(cast.outsider, size=1)
    with django_assert_max_num_queries(2):
        first = stream.of(cast.outsider, size=1)
    second = stream.of(cast.outsider, first.older, size=1)
    both = {cast.items[slug, "published"].pk for slug in ("open", "everyone")}
    assert {first.rows[0].id, second.rows[0].id} == both and second.older is None
    assert cast.client("outsider").get("/following/?before=x").status_code == 400


def test_odd_lists(cast, item):
    assert cast.client("member").get("/following/list/?of=nothing").status_code == 404
    assert cast.client("member").get("/following/list/?before=x").status_code == 302


def test_new_since_i_read_it(cast, item):
    verbs.follow(cast.outsider, content=item)
    cast.client("outsider").get(f"/c/{item.pk}/")
    assert 'chip">New<' not in cast.client("outsider").get("/following/list/").text
    comments.post(cast.host, item, "<p>more</p>")
    assert 'chip">New<' in cast.client("outsider").get("/following/list/").text


def test_switched_off_leaves_no_trace_and_keeps_everything(cast, item):
    verbs.follow(cast.outsider, content=item)
    switch_verbs.switch_platform("follows", "off")
    assert "/follow/" not in cast.client("outsider").get(f"/c/{item.pk}/").text
    assert cast.client("outsider").get("/following/").status_code == 404
    assert len(follows(cast.outsider)) == 1


def test_follows_come_in_and_go_out(tmp_path):
    from kring.exchange.interchange import take_in
    from kring.exchange.tests.packages import AT, content, package, person

    of = {"type": "follow", "person": "bob", "created_at": AT}
    topic = {"type": "topic", "id": "t1", "name": "Roses"}
    bad = {"type": "follow", "person": "bob"}
    report = take_in(
        package(
            tmp_path / "p", person(), person("bob"), content("c1"), topic, of | {"content": "c1"},
            of | {"topic": "t1"}, of | {"followee": "anna"}, of | {"followee": "bob"}, bad,
        )
    )  # fmt: skip
    assert Follow.objects.filter(person__handle="bob").count() == 3
    assert [reason for _, reason in report.reasons] == [
        "a follow names one thing: content, topic or followee"
    ]
