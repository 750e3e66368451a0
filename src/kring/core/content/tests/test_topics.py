"""Topics: what one may see of them, who describes them, two that become one."""

import pytest

from kring.core.activity.models import Event
from kring.core.content import topic_verbs, topics
from kring.core.content.models import Content, Topic
from kring.core.refused import Refused

pytestmark = pytest.mark.django_db


def topic_of(cast, slug) -> Topic:
    return cast.items[slug, "published"].topics.get()


def test_a_topic_is_there_for_who_may_read_something_about_it(cast):
    for slug, seen_by in {
        "open": {"manager", "host", "member", "outsider"},
        "secret": {"host", "member"},
        "project": {"host", "member", "guest"},
    }.items():
        topic = topic_of(cast, slug)
        statuses = cast.statuses("get", topic.url)
        assert {who for who, status in statuses.items() if status == 200} == seen_by
        assert statuses["nobody"] == 302
    for who in ("outsider", "guest", "manager"):
        assert cast.leaks(who, cast.client(who).get("/topics/").text) == []


def test_or_who_may_see_somebody_who_knows_about_it(cast):
    topic = Topic.objects.create(slug="bees", name="Bees")
    assert cast.client("member").get("/topics/bees/").status_code == 404
    cast.outsider.expertise.add(topic)
    page = cast.client("member").get("/topics/bees/").text
    assert cast.outsider.name in page
    assert cast.client("guest").get("/topics/bees/").status_code == 404
    cast.member.expertise.add(topic)  # the guest's colleague in the project
    page = cast.client("guest").get("/topics/bees/").text
    assert cast.member.name in page and cast.leaks("guest", page) == []


def test_what_is_posted_comes_in_pages_in_both_ways(cast, monkeypatch):
    topic = topic_of(cast, "open")
    for slug in cast.groups:
        cast.items[slug, "published"].topics.add(topic)
    for few in (1_000, 0):
        monkeypatch.setattr(topics, "FEW", few)
        found, before = [], ""
        while before is not None:
            page = topics.items(cast.outsider, topic, before, size=1)
            found += [row.id for row in page.rows]
            before = page.older
        assert sorted(found) == sorted(cast.items[s, "published"].pk for s in ("open", "everyone"))
    assert cast.client("member").get(f"{topic.url}?before=zz").status_code == 400


def test_lately_and_related_know_only_what_i_may_read(cast):
    topic = topic_of(cast, "secret")
    for slug in cast.groups:
        cast.items[slug, "published"].topics.add(topic)
    assert dict(topics.lately(cast.outsider))[topic] == 1
    assert dict(topics.lately(cast.member))[topic] == 5
    related = topics.related(cast.outsider, cast.items["open", "published"])
    assert related == [cast.items["everyone", "published"]]


def test_search_and_the_next_page(cast, monkeypatch):
    for name in ("Apples", "apricots", "Bees", "Äpfel", "100 %"):
        cast.outsider.expertise.add(Topic.objects.create(slug=f"t{len(name)}{ord(name[0])}", name=name))
    page = cast.client("member").get("/topics/?q=ap").text
    assert "Apples" in page and "apricots" in page and "Bees" not in page
    after = cast.client("member").get("/topics/?after=Apples").text
    assert ">Apples<" not in after and ">apricots<" in after
    assert cast.client("member").get("/topics/?q=%25&after=%5C").status_code == 200


def test_hosts_and_managers_describe_and_managers_name(cast):
    topic = topic_of(cast, "open")
    assert cast.statuses("get", f"{topic.url}edit/") == {
        "manager": 200, "host": 200, "member": 403, "outsider": 403, "guest": 404, "nobody": 302,
    }  # fmt: skip
    cast.client("host").post(f"{topic.url}edit/", {"description": "Of old", "name": "Stolen"})
    topic.refresh_from_db()
    assert topic.description == "Of old" and topic.name != "Stolen"
    cast.client("manager").post(f"{topic.url}edit/", {"description": "Of old", "name": "New name"})
    topic.refresh_from_db()
    assert topic.name == "New name"
    assert "New name" in cast.client("member").get(f"/c/{cast.items['open', 'published'].pk}/").text
    assert Event.objects.filter(verb="content.topic_edited").count() == 2


def test_two_become_one(cast):
    one, other = topic_of(cast, "open"), topic_of(cast, "everyone")
    both = cast.items["closed", "published"]
    both.topics.add(one, other)
    cast.outsider.expertise.add(one, other)
    cast.client("member").post(f"{one.url}follow/", {"on": "1"})
    cast.client("manager").post(f"{one.url}edit/", {"into": f"#{other.name}"})
    assert set(Content.objects.filter(topics=other)) == {
        both, cast.items["open", "published"], cast.items["everyone", "published"],
    }  # fmt: skip
    assert not Content.objects.filter(topics=one).exists()
    assert list(cast.outsider.expertise.all()) == [other]
    assert cast.member.follows.get(topic__isnull=False).topic == other
    assert cast.client("member").get(one.url).headers["Location"] == other.url
    assert one.name not in cast.client("member").get("/topics/").text


def test_merging_is_for_managers_and_not_with_itself(cast):
    one, other = topic_of(cast, "open"), topic_of(cast, "everyone")
    with pytest.raises(Refused):
        topic_verbs.merge(one, other, cast.host)
    with pytest.raises(Refused):
        topic_verbs.merge(one, one, cast.manager)
    hidden = topic_of(cast, "secret")
    answer = cast.client("manager").post(f"{one.url}edit/", {"into": hidden.name})
    assert answer.status_code == 422 and not Topic.objects.filter(merged_into__isnull=False).exists()
