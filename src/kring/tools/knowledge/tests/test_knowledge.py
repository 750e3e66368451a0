"""Saying what one knows, confirming it, suggesting it: who may, who sees it, who is told."""

import re

import pytest

from kring.core.activity import fanout
from kring.core.features import verbs as switch
from kring.core.notify.models import Notification
from kring.core.people import verbs as people
from kring.core.people.models import Person
from kring.core.refused import Refused
from kring.exchange.tests.packages import package, person
from kring.exchange.tests.platforms import difference, out_of_an_empty_platform
from kring.tools.knowledge import verbs
from kring.tools.knowledge.models import Confirmation, Standing, Suggestion
from tests.cast import SIGNED_IN

pytestmark = pytest.mark.django_db


@pytest.fixture
def water(cast):
    """The member and the host know about water."""
    topic = verbs.topic_called("Pond water")
    verbs.know(cast.member, topic)
    verbs.know(cast.host, topic)
    return topic


def fan_out():
    while fanout.sweep():
        pass


def names(cast, who: str, path: str) -> list[str]:
    """Who stands in the list there."""
    text = cast.client(who).get(path).text.split('id="knowers"')[-1]
    return re.findall(r'class="person-name" href="/people/([^"/]+)/"', text)


def test_somebody_says_what_they_know_and_takes_it_back(cast):
    member = cast.client("member")
    assert member.post("/knowledge/", {"name": "#Pond water"}).headers["Location"] == "/knowledge/pond-water/"
    assert [topic.name for topic in cast.member.expertise.all()] == ["Pond water"]
    assert "Pond water" in cast.client("outsider").get("/knowledge/").text
    assert "Pond water" in cast.client("outsider").get("/people/member/").text
    assert "member" in cast.client("outsider").get("/people/?q=pond").text
    assert member.post("/knowledge/pond-water/know/", {"on": "0"}).status_code == 302
    assert not cast.member.expertise.exists()
    assert cast.client("outsider").get("/knowledge/pond-water/").status_code == 404


def test_bad_input_gets_a_sentence_and_stays_typed(cast):
    member = cast.client("member")
    for typed in ("", "one, another", "!!!", "x" * 61):
        answer = member.post("/knowledge/", {"name": typed})
        assert answer.status_code == 422, typed
        assert "know-error" in answer.text
        assert f'value="{typed}"' in answer.text
    for n in range(20):
        verbs.know(cast.member, verbs.topic_called(f"Thing {n}"))
    answer = member.post("/knowledge/", {"name": "One more"})
    assert answer.status_code == 422
    assert "20 things" in answer.text
    assert cast.member.expertise.count() == 20


def test_colleagues_confirm_once_and_take_it_back(cast, water):
    path = "/people/member/knows/pond-water/confirm/"
    for _again in range(2):
        assert cast.client("outsider").post(path, {"on": "1"}).status_code == 302
    cast.client("manager").post(path, {"on": "1"}, headers={"HX-Request": "true"})
    assert Standing.objects.get().number == Confirmation.objects.count() == 2
    page = cast.client("host").get("/knowledge/pond-water/").text
    assert re.search("Confirmed by Manager .* and Outsider", page)
    assert "Confirmed by Manager" in cast.client("outsider").get("/people/member/").text
    assert names(cast, "host", "/knowledge/pond-water/") == ["member", "host"]
    for _again in range(2):
        cast.client("manager").post(path, {"on": "0"})
    assert Standing.objects.get().number == 1
    cast.client("outsider").post(path, {"on": "0"})
    assert not Standing.objects.exists()


def test_nobody_confirms_themselves_or_what_isnt_said(cast, water):
    assert (
        cast.client("member").post("/people/member/knows/pond-water/confirm/", {"on": "1"}).status_code == 400
    )
    assert (
        cast.client("member").post("/people/outsider/knows/pond-water/confirm/", {"on": "1"}).status_code
        == 409
    )
    people.deactivate(cast.host, by=cast.manager)
    cast.host.refresh_from_db()
    with pytest.raises(Refused):
        verbs.confirm(cast.host, water, cast.member)
    assert not Confirmation.objects.exists()


def test_who_may_confirm_is_who_sees_the_person(cast, water):
    path = "/people/member/knows/pond-water/"
    expected = {**dict.fromkeys(SIGNED_IN, 200), "nobody": 302}
    assert cast.statuses("get", path) == cast.statuses("get", "/knowledge/pond-water/") == expected
    verbs.know(cast.outsider, verbs.topic_called("Secret sauce"))
    assert cast.statuses("get", "/people/outsider/knows/secret-sauce/") == {**expected, "guest": 404}
    assert cast.statuses(
        "post", "/people/outsider/knows/secret-sauce/confirm/", {"on": "1"}, who=("guest", "nobody")
    ) == {
        "guest": 404,
        "nobody": 302,
    }
    assert cast.client("guest").get("/knowledge/secret-sauce/").status_code == 404
    assert "Secret sauce" not in cast.client("guest").get("/knowledge/").text


def test_a_guest_sees_and_counts_only_people_of_their_groups(cast, water):
    verbs.know(cast.outsider, water)
    for by in ("manager", "outsider", "host"):
        verbs.confirm(cast.member, water, cast[by])
    verbs.confirm(cast.host, water, cast.outsider)
    assert names(cast, "guest", "/knowledge/pond-water/") == ["member", "host"]
    assert names(cast, "outsider", "/knowledge/pond-water/") == ["member", "host", "outsider"]
    for who in SIGNED_IN:
        for path in (
            "/knowledge/",
            "/knowledge/pond-water/",
            "/people/member/",
            "/people/member/knows/pond-water/",
        ):
            answer = cast.client(who).get(path)
            assert answer.status_code == 200
            assert not cast.leaks(who, answer.text), (who, path)
    page = cast.client("guest").get("/knowledge/pond-water/").text
    assert "2 people know about this" in page
    assert page.count("Confirmed by") == 1  # nobody whom the guest sees confirms the host
    assert re.search(r"Confirmed by Host \w+<", page)
    assert "3 people know about this" in cast.client("member").get("/knowledge/pond-water/").text


def test_a_claim_takes_its_confirmations_with_it(cast, water):
    verbs.confirm(cast.member, water, cast.host)
    cast.client("member").post("/knowledge/pond-water/know/", {"on": "0"})
    assert not Confirmation.objects.exists()
    verbs.know(cast.member, water)
    verbs.confirm(cast.member, water, cast.host)
    people.edit(cast.member, expertise=["Other things"])  # on the profile
    assert "Confirmed" not in cast.client("host").get("/knowledge/pond-water/").text
    fan_out()
    assert not Confirmation.objects.exists()
    assert not Standing.objects.exists()


def test_saving_the_profile_keeps_a_topic_that_is_called_otherwise(cast, water):
    type(water).objects.filter(pk=water.pk).update(name="Water of ponds")
    verbs.confirm(cast.member, water, cast.host)
    member = Person.objects.get(pk=cast.member.pk)
    people.edit(member, expertise=["water of ponds", "Frogs"])
    fan_out()
    assert water in member.expertise.all()
    assert Confirmation.objects.count() == 1


def test_a_suggestion_is_between_two_until_it_is_accepted(cast):
    host = cast.client("host")
    answer = host.post("/people/member/suggest-knowledge/", {"name": "Frogs"})
    assert answer.headers["Location"] == "/people/member/"
    for who in ("manager", "outsider", "guest"):
        assert "Frogs" not in cast.client(who).get("/people/member/").text
        assert cast.client(who).get("/knowledge/frogs/").status_code == 404
    assert "thinks that you know about this: Frogs" in cast.client("member").get("/people/member/").text
    assert cast.client("member").post("/knowledge/frogs/know/", {"on": "1"}).status_code == 302
    assert "Confirmed by Host" in cast.client("outsider").get("/knowledge/frogs/").text
    assert not Suggestion.objects.exists()
    again = host.post("/people/member/suggest-knowledge/", {"name": "Frogs"})
    assert again.status_code == 422
    assert 'value="Frogs"' in again.text


def test_a_declined_suggestion_doesnt_come_back(cast):
    verbs.suggest(cast.member, "Frogs", cast.host)
    assert cast.client("outsider").post("/knowledge/frogs/decline/").status_code == 404
    cast.client("member").post("/knowledge/frogs/decline/")
    verbs.suggest(cast.member, "Frogs", cast.host)
    assert "Frogs" not in cast.client("member").get("/people/member/").text
    expected = {"manager": 200, "host": 200, "member": 200, "outsider": 200, "guest": 404, "nobody": 302}
    assert cast.statuses("get", "/people/outsider/suggest-knowledge/") == expected


def test_it_is_told_calmly_and_by_name(cast, water):
    for by in ("host", "outsider"):
        verbs.confirm(cast.member, water, cast[by])
    verbs.suggest(cast.member, "Frogs", cast.manager)
    fan_out()
    rows = Notification.objects.filter(person=cast.member, reason="knows").order_by("pk")
    assert [(row.cause_count, row.mail_due_at, row.push_due_at) for row in rows] == [
        (2, None, None),
        (1, None, None),
    ]
    page = re.sub("<[^>]+>", "", cast.client("member").get("/notifications/").text)
    assert re.search("Outsider .* and Host .* confirmed that you know about Pond water", page)
    assert re.search("Manager .* thinks that you know about Frogs. Is that so", page)
    told = cast.client("member").get(f"/knowledge/subject/{water.pk}/")
    assert told.headers["Location"] == "/knowledge/pond-water/"
    assert cast.client("member").get("/knowledge/subject/987654/").status_code == 404


def test_topics_that_become_one_take_everything_along(cast, water):
    from kring.core.content.topic_verbs import merge

    other = verbs.topic_called("Ponds")
    verbs.know(cast.member, other)
    verbs.know(cast.outsider, other)
    for topic, by in ((water, "host"), (other, "host"), (other, "outsider")):
        verbs.confirm(cast.member, topic, cast[by])
    merge(other, water, cast.manager)
    fan_out()
    assert Standing.objects.get().number == 2
    assert names(cast, "manager", "/knowledge/pond-water/") == ["member", "host", "outsider"]
    assert cast.client("manager").get("/knowledge/ponds/").headers["Location"] == "/knowledge/pond-water/"


def test_without_the_feature_nothing_of_it_is_left(cast, water):
    verbs.confirm(cast.member, water, cast.host)
    switch.switch_platform("knowledge", "off", cast.manager)
    member = cast.client("outsider")
    for path in ("/knowledge/", "/knowledge/pond-water/", "/people/member/knows/pond-water/"):
        assert member.get(path).status_code == 404
    for path in ("/people/member/", "/topics/pond-water/", "/", "/palette/?q=pond"):
        assert "nowledge/" not in member.get(path).text, path
    assert "Ask me about" in member.get("/people/member/").text
    switch.switch_platform("knowledge", "on", cast.manager)
    assert "Confirmed by Host" in member.get("/people/member/").text


def test_what_comes_in_is_counted(cast, tmp_path):
    from kring.exchange.interchange import take_in

    odd = {"type": "knowledge_confirmed", "person": "anna", "topic": "t1", "by": "anna"}
    records = [
        person("anna", expertise=["Ponds"]),
        person("bram"),
        {"type": "topic", "id": "t1", "name": "Ponds"},
    ]
    said = {"type": "knowledge_confirmed", "person": "anna", "topic": "t1", "by": "bram"}
    for _again in range(2):
        take_in(package(tmp_path / "in", *records, said, said, odd))
        assert Standing.objects.get().number == 1
    assert "Confirmed by" in cast.client("member").get("/knowledge/ponds/").text


def test_out_and_in_again(tmp_path):
    records = [
        person("anna", expertise=["Ponds"]), person("bram", expertise=["ponds", "Frogs"]), person("carla"),
        {"type": "topic", "id": "t1", "name": "Ponds"}, {"type": "topic", "id": "t2", "name": "Frogs"},
        {"type": "knowledge_confirmed", "person": "anna", "topic": "t1", "by": "bram", "created_at": "2026-01-02T10:00:00+01:00"},
        {"type": "knowledge_confirmed", "person": "anna", "topic": "t1", "by": "carla", "created_at": "2026-01-03T10:00:00+01:00"},
        {"type": "knowledge_suggested", "person": "carla", "topic": "t2", "by": "bram", "created_at": "2026-01-03T10:00:00+01:00"},
    ]  # fmt: skip
    first = out_of_an_empty_platform(package(tmp_path / "in", *records), tmp_path / "first")
    second = out_of_an_empty_platform(tmp_path / "first", tmp_path / "second")
    assert not difference(first, second)
    assert sum(record["type"].startswith("knowledge") for record in second) == 3
