"""What a profile says: now, team, groups and what somebody shares, each as far as the viewer may know."""

from datetime import UTC, datetime

import pytest
from django.utils import timezone

from kring.core.content import verbs as content
from kring.core.features import verbs as switch
from kring.core.people import verbs
from kring.core.people.presence import presence
from kring.interactions.comments import verbs as comments
from tests.cast import MEMBERS, SIGNED_IN

SUNDAY = datetime(2026, 11, 22, 23, 30, tzinfo=UTC)


@pytest.mark.parametrize("show", ["", "update", "answers"])
@pytest.mark.parametrize("person", SIGNED_IN)
def test_tabs_show_nobody_too_much(cast, show, person):
    for who, answer in cast.as_each("get", f"/people/{person}/?show={show}", who=SIGNED_IN).items():
        assert answer.status_code == (404 if who == "guest" and person not in MEMBERS["project"] else 200)
        assert cast.leaks(who, answer.content.decode()) == [], who


@pytest.mark.parametrize("show", ["nonsense", "<b>", "everything"])
def test_an_unknown_tab(cast, show):
    assert cast.client("member").get("/people/host/", {"show": show}).status_code == 404


def test_answers_go_on_page_by_page(cast):
    item = content.post(cast.host, cast.groups["open"], "update", title="Much to say", body="<p>x</p>")
    for n in range(30):
        comments.post(cast.member, item, f"<p>said {n:02}</p>")
    first = cast.client("outsider").get("/people/member/?show=answers").content.decode()
    assert "said 29" in first and "said 02" not in first and "Much to say" in first
    older = first.split("show=answers&amp;before=")[1].split('"')[0]
    second = cast.client("outsider").get(f"/people/member/?show=answers&before={older}").content.decode()
    assert "said 02" in second and "said 29" not in second
    assert cast.client("outsider").get("/people/member/?show=answers&before=x").status_code == 400


def test_where_nobody_can_answer_there_are_no_answers(cast):
    switch.switch_platform("comments", "off", cast.manager)
    assert cast.client("member").get("/people/host/?show=answers").status_code == 404
    assert "show=answers" not in cast.client("member").get("/people/host/").content.decode()


def test_only_groups_whose_members_one_may_know(cast):
    page = cast.client("outsider").get("/people/member/").content.decode()
    assert cast.groups["open"].name in page and cast.groups["closed"].name not in page
    assert cast.groups["closed"].name in cast.client("host").get("/people/member/").content.decode()
    assert cast.groups["closed"].name in cast.client("member").get("/people/member/").content.decode()


def test_the_team_as_a_tree(cast):
    lead, other = verbs.arrive(name="Lead Person"), verbs.arrive(name="Other Person")
    for person in (cast.host, other):
        verbs.edit(person, manager=lead)
    verbs.edit(cast.member, manager=cast.host)
    page = cast.client("outsider").get("/people/host/").content.decode()
    for name in ("Lead Person", "Other Person", cast.member.name):
        assert name in page
    guest = cast.client("guest").get("/people/host/").content.decode()
    assert "Lead Person" not in guest and "Other Person" not in guest and cast.member.name in guest
    verbs.deactivate(lead, cast.manager)
    assert "Lead Person" not in cast.client("outsider").get("/people/host/").content.decode()


def test_mail_is_for_colleagues(cast):
    assert "mailto:host@kring.test" in cast.client("outsider").get("/people/host/").content.decode()
    assert "host@kring.test" not in cast.client("guest").get("/people/host/").content.decode()
    verbs.deactivate(cast.host, cast.manager)
    assert "host@kring.test" not in cast.client("outsider").get("/people/host/").content.decode()


def test_now(cast):
    person = cast.host
    with timezone.override("Europe/Amsterdam"):  # where it is Monday already
        person.time_zone = "Europe/Amsterdam"
        assert presence(person, SUNDAY).words == "Works today" and presence(person, SUNDAY).local_time == ""
        person.working_days = [3, 4]
        assert presence(person, SUNDAY).words == "Not today; back on Wednesday"
        person.time_zone = "America/New_York"
        there = presence(person, SUNDAY)
        assert there.local_time.replace("\u202f", " ") == "6:30 PM" and there.today is False
        person.working_days, person.time_zone = [], "Nowhere/At_all"
        assert presence(person, SUNDAY).today is None
        person.is_active = False
        assert presence(person, SUNDAY).words == ""


def test_few_queries(cast, django_assert_max_num_queries):
    client = cast.client("member")
    client.get("/people/host/")
    with django_assert_max_num_queries(22):
        client.get("/people/host/")
