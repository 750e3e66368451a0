"""The directory of groups: what is found, the tree, signs of life, and what is suggested with which reason."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from kring.core.content import verbs as content
from kring.core.groups import directory, verbs
from kring.core.groups.life import life
from kring.core.groups.models import Group, Membership
from kring.core.groups.suggesting import suggestions
from kring.core.people import verbs as people
from tests.cast import FINDERS, MEMBERS, SIGNED_IN, WHO


def names(page) -> list[str]:
    return [one.group.slug for one in page.groups]


@pytest.mark.parametrize("tab", directory.TABS)
@pytest.mark.parametrize("query", ["", "&q=zq", "&q=open", "&q=***", "&page=2"])
def test_nobody_reads_too_much(cast, tab, query):
    for who, answer in cast.as_each("get", f"/g/?tab={tab}{query}").items():
        assert answer.status_code == (302 if who == "nobody" else 200)
        assert cast.leaks(who, answer.content.decode()) == [], who


def test_who_finds_what(cast):
    for who in SIGNED_IN:
        found = {slug for slug in FINDERS if who in FINDERS[slug]}
        assert set(names(directory.find(cast[who], "all"))) == found, who
        mine = {slug for slug in MEMBERS if who in MEMBERS[slug]}
        assert set(names(directory.find(cast[who], "mine"))) == mine
        assert set(names(directory.find(cast[who], "discover"))) == found - mine


def test_the_other_address(cast):
    assert cast.client("member").get("/groups/?tab=all").url == "/g/?tab=all"


def test_by_the_beginning_of_any_word(cast):
    group = verbs.start(cast.host, name="Café Zuid-Óost", description="<p>Koffie & plannen</p>")
    for typed in ("cafe", "oost zuid", "KOF", "plan caf"):
        assert names(directory.find(cast.outsider, "all", typed)) == [group.slug], typed
    for typed in ("afe", "p", "%", "***"):
        assert group.slug not in names(directory.find(cast.outsider, "all", typed)) or typed == "p"
    verbs.edit(group, cast.host, name="Theehuis")
    assert names(directory.find(cast.outsider, "all", "cafe")) == []


def test_the_tree_stands_in_order_and_ends_at_what_is_hidden(cast):
    tree = {one.group.slug: one.depth for one in directory.find(cast.member, "all").groups}
    assert tree == {"everyone": 0, "secret": 1, "open": 2, "closed": 3, "project": 4}
    tree = {one.group.slug: one.depth for one in directory.find(cast.outsider, "all").groups}
    assert tree == {"everyone": 0, "open": 0, "closed": 1, "project": 2}


def test_archived_groups_stand_apart(cast):
    verbs.archive(cast.groups["open"], cast.host)
    assert "open" not in names(directory.find(cast.member, "all"))
    assert "open" not in names(directory.find(cast.member, "mine"))
    assert names(directory.find(cast.member, "archived")) == ["open"]
    assert names(directory.find(cast.member, "all", "open"))[-1] == "open"


def test_signs_of_life_are_for_readers(cast):
    groups = [cast.groups[slug] for slug in MEMBERS]
    for group in groups:
        group.refresh_from_db()
    seen = {who: life(groups, cast[who]) for who in SIGNED_IN}
    closed = cast.groups["closed"].pk
    assert (seen["member"][closed].posts, seen["member"][closed].joined) == (1, 2)
    assert seen["outsider"][closed] == type(seen["outsider"][closed])()
    assert seen["outsider"][cast.groups["open"].pk].posts
    assert seen["guest"][cast.groups["open"].pk].posts == 0
    Membership.objects.update(joined_at=timezone.now() - timedelta(days=8))
    assert life(groups, cast.member)[closed].joined == 0


def test_where_the_team_is_as_far_as_one_may_know(cast):
    boss, lead = people.arrive(name="Boss"), people.arrive(name="Lead")
    for person in (cast.outsider, cast.member, lead):
        people.edit(person, manager=boss)
    why = {one.group.slug: one.why for one in suggestions(cast.outsider)}
    assert why == {"open": "2 of your team are here"}  # and nothing of the closed ones, where they are too
    verbs.join(cast.groups["open"], lead)
    assert suggestions(cast.outsider)[0].why == "3 of your team are here"
    assert "Perhaps for you" in cast.client("outsider").get("/g/?tab=discover").content.decode()
    assert suggestions(cast.guest) == []
    assert all(one.group.pk not in cast.member.roles for one in suggestions(cast.member))


def test_what_somebody_knows_about(cast):
    verbs.start(cast.host, name="Friends of gardening")
    verbs.start(cast.host, name="Secret gardening", access="secret")
    people.edit(cast.outsider, expertise=["Gardening", "C"])
    why = [
        one.why for one in suggestions(cast.outsider)
    ]  # the host reports to the outsider, and is in every group
    assert (
        why.count("It is about Gardening, which you know about") == 0 and why[0] == "1 of your team is here"
    )
    people.edit(cast.host, manager=None)
    assert [one.why for one in suggestions(cast.outsider)] == ["It is about Gardening, which you know about"]


def test_joining_right_there(cast):
    client = cast.client("outsider")
    page = client.get("/g/?tab=discover").content.decode()
    assert re.search(r'name="next" value="/g/\?tab=discover"', page)
    answer = client.post("/g/open/do/join/", {"next": "/g/?tab=discover"})
    assert answer.url == "/g/?tab=discover"
    assert cast.groups["open"].memberships.filter(person=cast.outsider).exists()


def test_the_same_number_of_queries_for_many_groups(cast, django_assert_max_num_queries):
    rows = [Group(name=f"Many {n}", slug=f"many-{n}", found_by=f" many {n}") for n in range(200)]
    Group.objects.bulk_create(rows)
    content.post(cast.member, cast.groups["open"], "update", title="x", body="<p>x</p>")
    client = cast.client("member")
    for tab in directory.TABS:
        client.get(f"/g/?tab={tab}")
        with django_assert_max_num_queries(18):
            client.get(f"/g/?tab={tab}")


def test_who_may_look(cast):
    assert cast.statuses("get", "/g/?page=x", who=WHO[:5]) == dict.fromkeys(SIGNED_IN, 404)
