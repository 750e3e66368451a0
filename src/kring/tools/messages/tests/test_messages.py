"""Writing to each other: once, in order, put right, read, muted, left."""

import uuid
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from kring.core.activity import fanout
from kring.core.content.drafts import Draft
from kring.core.features import verbs as switch_verbs
from kring.core.notify.models import Notification
from kring.core.refused import Refused
from kring.tools.messages import seeing, shown, starting
from kring.tools.messages.models import Conversation, Habit, Message, Participant
from kring.tools.messages.tests.test_access import place, said

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}


@pytest.fixture
def talk(cast):
    return starting.start(cast.member, [cast.outsider])


def test_two_have_one_conversation(cast, talk):
    assert starting.start(cast.outsider, [cast.member]).pk == talk.pk
    assert (
        cast.client("member").get("/people/outsider/message/").headers["Location"] == f"/messages/{talk.pk}/"
    )
    assert (
        cast.client("host").get("/people/member/message/").headers["Location"] == "/messages/new/?to=member"
    )
    assert 'href="/people/outsider/message/"' in cast.client("member").get("/people/outsider/").text
    assert "/message/" not in cast.client("member").get("/people/member/").text


def test_the_same_sending_twice_is_said_once(cast, talk):
    data = {"body": "Coffee?\nAt *ten*?", "token": uuid.uuid4().hex}
    for headers in ({}, HTMX, {}):
        answer = cast.client("member").post(f"/messages/{talk.pk}/", data, headers=headers)
        assert answer.status_code == (200 if headers else 302)
    message = Message.objects.get()
    assert "<em>ten</em>" in message.body and "<br>" in message.body.replace("<br />", "<br>")
    fanout.sweep()
    assert Notification.objects.filter(person=cast.outsider).count() == 1


def test_beginning_by_the_page_and_twice_is_once(cast):
    data = {"to": ["outsider", "host"], "name": "Lunch", "body": "Who joins?", "token": uuid.uuid4().hex}
    for _ in range(2):
        answer = cast.client("member").post("/messages/new/", data)
        assert answer.status_code == 302
    assert Conversation.objects.get().name == "Lunch" and Message.objects.count() == 1
    assert "Lunch" in cast.client("host").get("/messages/").text
    none = cast.client("member").post("/messages/new/", {"body": "x"})
    assert none.status_code == 422 and "Choose who this is for" in none.text
    found = cast.client("member").post(
        "/messages/new/", {"find": "1", "q": "out", "body": "kept words", "to": "host"}
    )
    assert found.status_code == 200 and 'value="outsider"' in found.text and "kept words" in found.text
    assert 'value="host" checked' in found.text


@pytest.mark.parametrize(
    "data",
    [{}, {"body": " "}, {"body": "x" * 10_001}, {"body": "x", "token": "no"}, {"body": "x", "item": "zz"}],
)
def test_what_cannot_be_said_comes_back(cast, talk, data):
    assert cast.client("member").post(f"/messages/{talk.pk}/", data).status_code == 422
    assert cast.client("member").post(f"/messages/{talk.pk}/", data, headers=HTMX).status_code == 400
    assert not Message.objects.exists()


def test_an_unsent_draft_is_kept_until_it_is_sent(cast, talk):
    member, key = cast.client("member"), f"conversation-{talk.pk}"
    token = uuid.uuid4().hex
    member.post("/drafts/save/", {"key": key, "base": "", "body": "half a th", "token": token})
    assert Draft.objects.get().url == f"/messages/{talk.pk}/"
    assert f'href="/messages/{talk.pk}/"' in member.get("/drafts/").text
    member.post(f"/messages/{talk.pk}/", {"body": "half a thought", "token": token})
    assert not Draft.objects.exists()


def test_one_changes_ones_own_for_a_quarter_of_an_hour(cast, talk):
    message = said(talk, cast.member, "Wenesday")
    path = f"/messages/{talk.pk}/{message.pk}/edit/"
    assert cast.client("member").post(path, {"body": "Wednesday"}).status_code == 302
    page = cast.client("outsider").get(f"/messages/{talk.pk}/").text
    assert "Wednesday" in page and "edited" in page
    assert cast.client("outsider").post(path, {"body": "Hacked"}).status_code == 404
    Message.objects.update(created_at=timezone.now() - timedelta(minutes=16))
    assert cast.client("member").post(path, {"body": "Late"}).status_code == 403
    for headers in ({}, HTMX):
        answer = cast.client("member").post(f"/messages/{talk.pk}/{message.pk}/delete/", headers=headers)
        assert answer.status_code == (200 if headers else 302)
    message.refresh_from_db()
    assert (
        message.body == message.words == ""
        and "Deleted" in cast.client("outsider").get(f"/messages/{talk.pk}/").text
    )


def test_reading_moves_the_number_and_is_shown_unless_one_hides_it(cast):
    talk = starting.start(cast.member, [cast.outsider, cast.host])
    said(talk, cast.member, "one")
    number = '<rail-number class="badge" data-name="messages"{}><span>{}<'
    assert number.format("", 1) in cast.client("outsider").get("/").text
    assert number.format(" hidden", 0) in cast.client("member").get("/").text
    fanout.sweep()
    cast.client("outsider").get(f"/messages/{talk.pk}/")
    assert number.format(" hidden", 0) in cast.client("outsider").get("/").text
    assert not Notification.objects.filter(person=cast.outsider, read_at=None).exists(), (
        "read here is read there"
    )
    names = shown.read_by(place(talk, cast.member), seeing.others(talk, cast.member), cast.member)
    assert names == [cast.outsider.name]
    for person in (cast.outsider, cast.member):
        Habit.objects.all().delete()
        Habit.objects.create(person=person, shows_reading=False)
        assert shown.read_by(place(talk, cast.member), seeing.others(talk, cast.member), cast.member) == []


def test_news_of_an_open_page(cast, talk):
    first = said(talk, cast.member, "first")
    second = said(talk, cast.outsider, "second")
    answer = cast.client("member").post(f"/messages/{talk.pk}/news/", {"after": first.pk}, headers=HTMX)
    assert "second" in answer.text and "first<" not in answer.text
    assert Participant.objects.get(person=cast.member).is_unread
    cast.client("member").post(
        f"/messages/{talk.pk}/news/",
        {"after": second.pk, "seen": "1", "ids": f"{first.pk}.x.-4"},
        headers=HTMX,
    )
    assert not Participant.objects.get(person=cast.member).is_unread


def test_muted_it_calls_nobody(cast, talk):
    assert cast.client("outsider").post(f"/messages/{talk.pk}/do/mute/", {"on": "1"}).status_code == 302
    said(talk, cast.member, "psst")
    fanout.sweep()
    assert not Notification.objects.filter(person=cast.outsider).exists()
    assert Participant.objects.get(person=cast.outsider).is_unread


def test_leaving_two_is_beginning_anew_when_one_writes_again(cast, talk):
    said(talk, cast.member, "old words")
    starting.leave(place(talk, cast.outsider))
    said(talk, cast.member, "new words")
    page = cast.client("outsider").get(f"/messages/{talk.pk}/").text
    assert "new words" in page and "old words" not in page
    starting.leave(place(talk, cast.outsider))
    assert starting.start(cast.outsider, [cast.member]).pk == talk.pk
    said(talk, cast.outsider, "me again")
    assert "old words" in cast.client("member").get(f"/messages/{talk.pk}/").text


def test_names_adding_and_who_may_not_be_added(cast):
    talk = starting.start(cast.member, [cast.outsider, cast.host])
    said(talk, cast.member, "x")
    here = f"/messages/{talk.pk}/"
    assert cast.client("outsider").post(here + "do/rename/", {"name": "  The   plan "}).status_code == 302
    assert "The plan" in cast.client("host").get("/messages/").text
    assert cast.client("member").post(here + "add/", {"handle": "manager"}).status_code == 302
    for _ in range(2):
        assert cast.client("member").post(here + "add/", {"handle": "manager"}).status_code == 302
    assert talk.participants.count() == 4
    assert cast.client("member").post(here + "add/", {"handle": "guest"}).status_code == 403, (
        "the outsider doesn't know them"
    )
    assert cast.client("member").post(here + "add/", {"handle": "nobody.here"}).status_code == 404
    pair = starting.start(cast.member, [cast.host])
    assert cast.client("member").post(f"/messages/{pair.pk}/add/", {"handle": "outsider"}).status_code == 400
    with pytest.raises(Refused):
        starting.start(cast.member, [type(cast.member)(pk=n, name=str(n)) for n in range(1000, 1030)])


def test_a_page_costs_the_same_however_long_it_is(cast, talk):
    def cost(path):
        cast.client("member").get(path)
        with CaptureQueriesContext(
            connection,
        ) as caught:
            assert cast.client("member").get(path).status_code == 200
        return len(caught)

    said(talk, cast.member, "one")
    said(talk, cast.outsider, "two")
    paths = ("/messages/", f"/messages/{talk.pk}/")
    before = [cost(path) for path in paths]
    rows = [
        Message(
            conversation=talk, author=(cast.member, cast.outsider)[n % 2], body=f"<p>{n}</p>", words=str(n)
        )
        for n in range(300)
    ]
    Message.objects.bulk_create(rows)
    for who in ("host", "manager"):
        said(starting.start(cast.member, [cast[who]]), cast.member, "hi")
    Participant.objects.filter(conversation=talk).update(newest=talk.messages.last().pk)
    assert [cost(path) for path in paths] == before
    page = cast.client("member").get(f"/messages/{talk.pk}/").text
    assert ">299</p>" in page and ">100</p>" not in page and "?before=" in page
    middle = talk.messages.get(words="150").pk
    around = cast.client("member").get(f"/messages/{talk.pk}/?at={middle}").text
    assert ">150</p>" in around and ">299</p>" not in around and "To what was said last" in around
    for odd in ("x", "-1", "9" * 30, ""):
        assert (
            cast.client("member").get(f"/messages/{talk.pk}/?before={odd}&at={odd}&list={odd}").status_code
            == 200
        )


def test_switched_off_leaves_no_trace(cast, talk):
    said(talk, cast.member, "x")
    switch_verbs.switch_platform("messages", "off")
    for path in ("/messages/", f"/messages/{talk.pk}/", "/people/outsider/message/"):
        assert cast.client("member").get(path).status_code == 404
    assert "/message" not in cast.client("member").get("/people/outsider/").text
    fanout.sweep()
    assert not Notification.objects.filter(reason="message").exists()
    switch_verbs.switch_platform("messages", "on")
    assert cast.client("outsider").get(f"/messages/{talk.pk}/").status_code == 200
