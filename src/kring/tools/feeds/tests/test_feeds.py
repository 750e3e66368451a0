"""A feed is what its reader may read, at this moment; its address can be ended."""

import feedparser
import pytest
from django.test import Client

from kring.core.content import verbs as content
from kring.core.features import verbs as switch_verbs
from kring.core.groups import membership
from kring.core.people import verbs as people
from kring.tools.feeds import verbs
from kring.tools.feeds.models import FeedKey
from tests.cast import SIGNED_IN

pytestmark = pytest.mark.django_db


def address(person, sort="home", slug="all") -> str:
    key = FeedKey.objects.filter(person=person).first() or verbs.renew(person)
    return f"/feeds/{key.token}/{sort}/{slug}/"


def test_each_reads_what_they_may_read_without_signing_in(cast):
    for who in SIGNED_IN:
        for sort, slug in [
            ("home", "all"),
            ("kind", "update"),
            *(("group", group.slug) for group in cast.groups.values()),
        ]:
            answer = Client().get(address(cast[who], sort, slug))
            assert answer.status_code in (200, 404) and cast.leaks(who, answer.text) == [], (who, sort, slug)
            if sort != "group":
                assert answer.status_code == 200
    secret = cast.groups["secret"]
    assert Client().get(address(cast.manager, "group", secret.slug)).status_code == 404
    item = cast.items["secret", "published"]
    assert item.title in Client().get(address(cast.member, "group", secret.slug)).text
    topic = item.topics.get().slug
    assert item.title in Client().get(address(cast.member, "topic", topic)).text
    assert Client().get(address(cast.outsider, "topic", topic)).status_code == 404
    membership.leave(secret, cast.member, by=cast.host)
    assert Client().get(address(cast.member, "group", secret.slug)).status_code == 404
    assert item.title not in Client().get(address(cast.member)).text


def test_it_is_atom_with_ids_for_ever_and_answers_304(cast):
    item = content.post(
        cast.member, cast.groups["open"], "update", title="Ha & <b>\x0bé", body='<p><a href="/c/1/">x</a></p>'
    )
    path = address(cast.host, "group", cast.groups["open"].slug)
    answer = Client().get(path)
    assert answer.headers["Content-Type"].startswith("application/atom+xml")
    read = feedparser.parse(answer.content)
    assert not read.bozo and read.version == "atom10" and read.feed.id and read.feed.updated
    entry = read.entries[0]
    assert entry.id == entry.link and entry.id.endswith(f"/c/{item.pk}/") and entry.id.startswith("http")
    assert entry.author == cast.member.name and 'href="http' in entry.summary
    again = Client().get(path, headers={"If-None-Match": answer.headers["ETag"]})
    assert again.status_code == 304 and not again.content
    item.edit(cast.member, title="Other", body="<p>y</p>")
    assert Client().get(path, headers={"If-None-Match": answer.headers["ETag"]}).status_code == 200


def test_the_page_has_an_address_for_each_group_kind_and_topic(cast):
    verbs.renew(cast.member)
    text = cast.client("member").get("/feeds/").text
    topic = cast.items["secret", "published"].topics.get()
    for sort, slug in (("home", "all"), ("group", "secret"), ("kind", "update"), ("topic", topic.slug)):
        place = address(cast.member, sort, slug)
        assert text.count(f'{place}"') == 2, sort
        assert Client().get(place).status_code == 200
    verbs.renew(cast.outsider)
    assert cast.leaks("outsider", cast.client("outsider").get("/feeds/").text) == []


def test_addresses_are_made_anew_and_ended(cast):
    member = cast.client("member")
    assert not FeedKey.objects.exists() and "Make my addresses" in member.get("/feeds/").text
    member.post("/feeds/", {"do": "new"})
    old = address(cast.member)
    assert old in member.get("/feeds/").text and old not in cast.client("host").get("/feeds/").text
    member.post("/feeds/", {"do": "new"})
    assert Client().get(old).status_code == 404 and Client().get(address(cast.member)).status_code == 200
    new = address(cast.member)
    member.post("/feeds/", {"do": "end"})
    assert Client().get(new).status_code == 404
    path = address(cast.outsider)
    people.deactivate(cast.outsider, by=cast.manager)
    assert Client().get(path).status_code == 404


def test_odd_addresses_and_switched_off(cast):
    good = address(cast.host)
    token = good.split("/")[2]
    for path in (
        "/feeds/x/home/all/",
        f"/feeds/{token}/nothing/all/",
        f"/feeds/{token}/kind/no/",
        f"/feeds/{token}/topic/no/",
    ):
        assert Client().get(path).status_code == 404
    assert Client().post(good).status_code == 405
    switch_verbs.switch_platform("feeds", "off")
    assert Client().get(good).status_code == 404
