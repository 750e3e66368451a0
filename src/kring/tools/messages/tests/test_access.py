"""Nobody else reads a conversation: not by its pages, its files, an export, a search, the pages of managers, the live server or the log."""

import json
import uuid

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from kring.core.activity import fanout
from kring.core.activity.models import Event
from kring.core.features import places
from kring.core.files.models import File
from kring.core.files.uploads import upload
from kring.core.live import audience
from kring.core.notify.models import Notification
from kring.core.refused import Refused
from kring.tools.messages import blocking, seeing, sending, shown, starting
from kring.tools.messages.models import Conversation, Message

pytestmark = pytest.mark.django_db
OTHERS = ("manager", "host", "guest", "nobody")


def place(conversation, person):
    found = seeing.find(person, conversation.pk)
    found.person = person
    return found


def said(conversation, person, words: str, **more) -> Message:
    return sending.send(place(conversation, person), f"<p>{words}</p>", **more)


@pytest.fixture
def talk(cast) -> Conversation:
    """Of the member and the outsider; others mustn't see a word of it."""
    made = starting.start(cast.member, [cast.outsider])
    cast.secret = cast.word("a private message", {"member", "outsider"})
    said(made, cast.member, cast.secret)
    return made


def addresses(talk, message) -> list[str]:
    here = f"/messages/{talk.pk}/"
    return [here, here + "about/", f"{here}{message.pk}/edit/", f"{here}?at={message.pk}"]


def test_only_who_takes_part_sees_it(cast, talk):
    message = talk.messages.get()
    for path in addresses(talk, message):
        for who, status in cast.statuses("get", path).items():
            expected = {"member": 200, "outsider": 404 if "edit" in path else 200, "nobody": 302}.get(
                who, 404
            )
            assert status == expected, (who, path)
    for path in (
        "news/",
        "add/",
        "do/leave/",
        "do/mute/",
        "do/rename/",
        f"{message.pk}/delete/",
        f"{message.pk}/edit/",
        "",
    ):
        for who in OTHERS:
            answer = cast.client(who).post(
                f"/messages/{talk.pk}/{path}", {"body": "x", "on": "1", "name": "x"}
            )
            assert answer.status_code == (302 if who == "nobody" else 404), (who, path)
    assert Message.objects.count() == 1 and talk.participants.filter(left_at=None).count() == 2


def test_no_page_of_anybody_else_has_a_word_of_it(cast, talk):
    fanout.sweep()
    pages = "/messages/ /notifications/ / /people/member/ /manage/ /manage/people/ /manage/groups/ /manage/searches/".split()
    for path in [*pages, "/messages/people/?q=m"]:
        for who, answer in cast.as_each("get", path).items():
            assert (cast.secret in answer.text) == (path == "/messages/" and who in ("member", "outsider")), (
                who,
                path,
            )
    for path in (f"/messages/?q={cast.secret}", f"/search/?q={cast.secret}", f"/palette/?q={cast.secret}"):
        for who, answer in cast.as_each("get", path, who=OTHERS).items():
            assert f"/messages/{talk.pk}/" not in answer.text, (who, path)
    assert f"/messages/{talk.pk}/" in cast.client("outsider").get(f"/messages/?q={cast.secret}").text
    assert cast.secret not in cast.client("outsider").get("/notifications/").text, "who wrote, not what"


def test_neither_an_export_nor_the_log_has_it(cast, talk, tmp_path, caplog):
    from kring.exchange.export import send_out

    said(talk, cast.outsider, cast.secret)
    cast.client("member").post(f"/messages/{talk.pk}/", {"body": cast.secret})
    send_out(tmp_path / "out")
    written = "".join(f.read_text() for f in (tmp_path / "out").rglob("*.json*"))
    assert cast.secret not in written and "messages.sent" not in written and len(written) > 1000
    assert cast.secret not in json.dumps(list(Event.objects.values_list("data", flat=True)))
    assert cast.secret not in caplog.text and cast.secret not in str(Message.objects.first())


def test_files_are_for_who_takes_part_and_gone_with_the_message(cast, talk):
    source = SimpleUploadedFile("plan.txt", b"the plan")
    file = upload(cast.member, source).file
    other = upload(cast.outsider, SimpleUploadedFile("theirs.txt", b"x")).file
    message = said(talk, cast.member, "see", files=[file.pk, other.pk])
    assert {who for who, status in cast.statuses("get", file.url).items() if status == 200} == {
        "member",
        "outsider",
    }
    other.refresh_from_db()
    assert other.place == "", "nobody else's file comes along"
    starting.leave(place(talk, cast.outsider))
    assert cast.client("outsider").get(file.url).status_code == 404
    sending.delete(message, cast.member)
    assert (
        cast.client("member").get(file.url).status_code == 404
        and not File.objects.filter(pk=file.pk).exists()
    )


def test_the_live_server_asks_at_each_delivery(cast, talk):
    told = audience.told(
        {"type": "messages.said", "place": f"conversation:{talk.pk}", "among": [1, 2, 3, 4, 5]}
    )
    everybody = {cast[who].pk for who in ("manager", "host", "member", "outsider", "guest")}
    assert told.receivers(everybody) == {cast.member.pk, cast.outsider.pk}
    starting.leave(place(talk, cast.outsider))
    assert told.receivers(everybody) == {cast.member.pk}
    assert set(told.words) == {"type", "place"}, "no words and no names travel"


def test_who_comes_in_sees_what_is_said_from_then_on(cast):
    talk = starting.start(cast.member, [cast.outsider, cast.host], name="Plan")
    early = said(talk, cast.member, "zeppelin")
    starting.add(place(talk, cast.member), cast.manager)
    late = said(talk, cast.outsider, "after")
    page = cast.client("manager").get(f"/messages/{talk.pk}/").text
    assert "after" in page and "zeppelin" not in page and "since you came in" in page
    assert places.readers(f"message:{early.pk}", [cast.manager.pk]) == set()
    assert places.readers(f"message:{late.pk}", [cast.manager.pk]) == {cast.manager.pk}
    assert "No message of yours" in cast.client("manager").get("/messages/?q=zeppelin").text
    starting.leave(place(talk, cast.manager))
    assert cast.client("manager").get(f"/messages/{talk.pk}/").status_code == 404
    assert "Plan" not in cast.client("manager").get("/messages/").text
    assert "left." in shown.noted(talk.messages.order_by("-pk")[0])


def test_a_guest_and_others_meet_only_in_shared_groups(cast):
    talk = starting.start(cast.guest, [cast.member])
    said(talk, cast.guest, "hello")
    for one, other in ((cast.guest, cast.outsider), (cast.outsider, cast.guest)):
        with pytest.raises(Refused):
            starting.start(one, [other])
    with pytest.raises(Refused):
        starting.start(cast.member, [cast.guest, cast.outsider])
    cast.guest.memberships.all().delete()
    for who in ("guest", "member"):
        person = type(cast[who]).objects.get(pk=cast[who].pk)
        with pytest.raises(Refused):
            said(talk, person, "still there?")
    assert cast.client("guest").get("/people/outsider/message/").status_code == 404


def test_who_is_blocked_is_told_nothing(cast, talk):
    blocking.block(cast.outsider, cast.member)
    with pytest.raises(Refused) as refusal:
        said(talk, cast.member, "hey")
    assert "block" not in str(refusal.value).lower()
    with pytest.raises(Refused):
        said(talk, cast.outsider, "nor the other way")
    with pytest.raises(Refused):
        starting.start(cast.member, [cast.outsider, cast.host])
    for path in (
        "/people/outsider/",
        f"/messages/{talk.pk}/",
        f"/messages/{talk.pk}/about/",
        "/messages/settings/",
    ):
        assert "block you" not in cast.client("member").get(path).text.lower()
    assert cast.client("member").get("/people/outsider/message/").status_code == 302
    blocking.unblock(cast.outsider, cast.member)
    said(talk, cast.member, "hey")


def test_an_item_sent_along_is_seen_by_who_may_see_it(cast, talk):
    item = cast.items["secret", "published"]
    data = {"body": "look", "item": item.pk, "token": uuid.uuid4().hex}
    assert cast.client("member").post(f"/messages/{talk.pk}/", data).status_code == 302
    assert item.title in cast.client("member").get(f"/messages/{talk.pk}/").text
    page = cast.client("outsider").get(f"/messages/{talk.pk}/").text
    assert "Something you can’t see" in page and cast.leaks("outsider", page) == []
    refused = cast.client("outsider").post(f"/messages/{talk.pk}/", {"body": "x", "item": item.pk})
    assert refused.status_code == 404 and cast.leaks("outsider", refused.text) == []
    page = cast.client("outsider").get(f"/messages/new/?item={item.pk}").text
    assert cast.leaks("outsider", page) == []


def test_the_notification_says_who_and_leads_there_and_goes_when_one_leaves(cast, talk):
    said(talk, cast.member, "again")
    fanout.sweep()
    (row,) = Notification.objects.filter(person=cast.outsider, read_at=None)
    assert row.subject == f"conversation:{talk.pk}" and row.cause_count == 2
    answer = cast.client("outsider").get("/notifications/")
    assert "wrote to you" in answer.text
    from kring.core.notify import listing, sight

    assert listing.shown([row])[0].url == f"/messages/{talk.pk}/"
    assert sight.may_see(row)
    starting.leave(place(talk, cast.outsider))
    row.refresh_from_db()
    assert row.read_at and not sight.may_see(row)
