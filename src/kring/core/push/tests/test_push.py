"""Who turned a device on is told there, once, of what they may see; and nobody else ever is."""

import contextlib
import dataclasses
import socket
import threading
import time
from datetime import timedelta

import pytest
from django.utils import timezone

from kring.core.activity.models import Event
from kring.core.notify.models import Cause, Notification
from kring.core.people.models import Session
from kring.core.push import asking, direct, endpoints, keys, notifying, sending, verbs
from kring.core.push.models import Device, PushMessage, ServerKey
from kring.core.push.tests.service import PushService, raw
from kring.core.refused import Refused
from kring.interactions.comments import verbs as comments


@pytest.fixture
def service(settings):
    settings.CONFIG = dataclasses.replace(settings.CONFIG, push_anywhere=True)
    service = PushService()
    yield service
    service.close()


@pytest.fixture
def device(cast, service):
    """Turns a device on for somebody of the cast: `device("member")`."""

    def make(who: str, name: str = "phone") -> Device:
        client = cast.client(who)
        answer = client.post(
            "/push/subscribe/", service.subscription(name), headers={"User-Agent": "Firefox Android"}
        )
        assert answer.status_code == 201, answer.content
        return Device.objects.get(endpoint__endswith=f"/{name}")

    return make


def told(cast, who: str, slug: str = "open"):
    """A notification for somebody: the host commented on the member's item there."""
    item = cast.items[slug, "published"]
    comment = comments.post(cast.host if who != "host" else cast.member, item, "<p>Words of the comment</p>")
    event = Event.objects.filter(comment=comment).latest("pk")
    row = Notification.objects.create(
        person=cast[who],
        content=item,
        subject=f"c{item.pk}-{comment.pk}",
        reason="mentioned",
        verb=event.verb,
    )
    cause = Cause.objects.create(
        notification=row, person=cast[who], event=event, actor=comment.author, comment=comment, verb=event.verb,
        reason="mentioned",
    )  # fmt: skip
    return row, [cause]


def test_it_is_said_once_and_in_the_language_of_who_reads_it(cast, service, device):
    device("member")
    cast.member.language = "nl"
    cast.member.save(update_fields=["language"])
    row, causes = told(cast, "member")
    assert notifying.put(row, causes)
    assert notifying.put(row, causes)  # as when the task that told of it ran twice
    sending.send_some()
    sending.send_some()
    [(name, said, headers)] = service.got
    assert name == "phone" and said["tag"] == row.subject and said["lang"] == "nl"
    assert said["url"].startswith(f"/c/{row.content_id}/") and "Words of the comment" in said["body"]
    assert said["unread"] >= 1 and int(headers["ttl"]) > 80_000 and len(headers["topic"]) == 32
    assert Device.objects.get().succeeded_at


@pytest.mark.parametrize(
    ("slug", "words", "title"), [("open", True, True), ("closed", False, True), ("secret", False, False)]
)
def test_a_locked_phone_says_no_more_than_the_group_allows(cast, service, device, slug, words, title):
    device("host")
    row, causes = told(cast, "host", slug)
    notifying.put(row, causes)
    sending.send_some()
    [(_name, said, _headers)] = service.got
    text = f"{said['title']} {said['body']}"
    assert ("Words of the comment" in text) == words
    assert (row.content.title in text) == title
    assert title or str(row.content.group) not in text


def test_a_post_without_a_title_shows_no_words_of_a_closed_group(cast, service, device):
    from kring.core.content.models import Content

    device("host")
    row, causes = told(cast, "host", "closed")
    Content.objects.filter(pk=row.content_id).update(title="", excerpt="The first words")
    notifying.put(row, causes)
    sending.send_some()
    [(_name, said, _headers)] = service.got
    assert said["title"] == str(row.content.group) and "first words" not in f"{said['title']} {said['body']}"


@pytest.mark.parametrize("what", ["read", "left", "signed out", "ended", "bin"])
def test_whether_it_is_still_to_be_said_is_asked_at_the_last_moment(cast, service, device, what):
    from kring.core.groups import verbs as groups

    device("member")
    row, causes = told(cast, "member", "closed")
    notifying.put(row, causes)
    if what == "read":
        Notification.objects.filter(pk=row.pk).update(read_at=timezone.now())
    elif what == "left":
        groups.leave(cast.groups["closed"], cast.member)
    elif what == "signed out":
        Session.objects.filter(person=cast.member).delete()
    elif what == "ended":
        type(cast.member).objects.filter(pk=cast.member.pk).update(is_active=False)
    else:
        row.content.to_bin(cast.member)
    sending.send_some()
    assert service.got == []
    assert not sending.waiting(timezone.now() + timedelta(days=2)).exists()


def test_a_killed_sender_loses_nothing_and_says_it_with_the_same_key(cast, service, device):
    device("member")
    notifying.put(*told(cast, "member"))
    sending._claim()  # and then it was killed
    assert sending.send_some() == 0
    PushMessage.objects.update(due_at=timezone.now())  # two minutes later
    sending.send_some()
    first = service.got[0][1]["key"]
    PushMessage.objects.update(done_at=None, due_at=timezone.now())  # killed after sending, before the mark
    sending.send_some()
    assert [said["key"] for _name, said, _headers in service.got] == [first, first]


@pytest.mark.parametrize(
    ("status", "devices", "waiting"),
    [(201, 1, 0), (404, 0, 0), (410, 0, 0), (429, 1, 1), (503, 1, 1), (400, 1, 0), (307, 1, 0)],
)
def test_what_a_push_service_answers(cast, service, device, status, devices, waiting):
    device("member")
    notifying.put(*told(cast, "member"))
    service.answers, service.retry_after = [status], "90"
    sending.send_some()
    assert Device.objects.count() == devices
    left = PushMessage.objects.filter(done_at=None)
    assert left.count() == waiting
    if waiting:
        assert 60 < (left.get().due_at - timezone.now()).total_seconds() <= 90
        PushMessage.objects.update(due_at=timezone.now())
        sending.send_some()
        assert len(service.got) == 1
    elif status != 201:
        assert service.got == []


def test_a_service_that_is_away_is_asked_again_with_longer_pauses(cast, service, device):
    device("member")
    notifying.put(*told(cast, "member"))
    service.close()
    pauses = []
    for _try in range(3):
        PushMessage.objects.update(due_at=timezone.now())
        sending.send_some()
        pauses.append(round((PushMessage.objects.get().due_at - timezone.now()).total_seconds(), -1))
    assert pauses == [30, 60, 120]
    PushMessage.objects.update(created_at=timezone.now() - timedelta(days=2), due_at=timezone.now())
    sending.send_some()
    assert PushMessage.objects.get().done_at  # old news is none


@pytest.mark.parametrize(
    "endpoint",
    [
        "http://push.example.org/x", "https://localhost/x", "https://127.0.0.1/x", "https://10.0.0.8/x", "https://[::1]/x",
        "https://169.254.169.254/latest", "https://192.168.1.1/x", "https://[fd00::1]/x", "https://push.example.org:8443/x",
        "https://user@push.example.org/x", "https://printer.local/x", "https://intranet/x", "file:///etc/passwd", "https://", "",
        "https://0/x", "https://2130706433/x", "https://[::ffff:10.0.0.1]/x", "https://push.example.org/" + "x" * 1000,
    ],
)  # fmt: skip
def test_only_addresses_on_the_open_internet(endpoint, cast):
    assert not endpoints.may_ask(endpoint)
    with pytest.raises(Refused):
        verbs.subscribe(cast.member, "s", endpoint, "B" * 87, "a" * 22)


def test_a_name_that_leads_inside_is_not_asked(monkeypatch):
    for inside in (
        "127.0.0.1",
        "10.1.2.3",
        "::1",
        "::ffff:192.168.0.1",
        "169.254.169.254",
        "224.0.0.1",
        "2002:7f00:1::",
    ):
        found = [(2, 1, 6, "", (inside, 443))]
        monkeypatch.setattr("socket.getaddrinfo", lambda *args, found=found, **kwargs: found)
        with pytest.raises(OSError, match="private"):
            endpoints.addresses("push.example.org", 443)
    monkeypatch.setattr("socket.getaddrinfo", lambda *args, **kwargs: [(2, 1, 6, "", ("142.250.1.1", 443))])
    assert endpoints.addresses("push.example.org", 443) == ["142.250.1.1"]
    assert endpoints.may_ask("https://fcm.googleapis.com/fcm/send/abc")


def test_an_answer_that_never_ends_is_not_waited_for(cast, service, device, monkeypatch):
    """Every letter comes in time; the whole never does."""
    monkeypatch.setattr(direct, "SECONDS", 1)
    slow, over = socket.create_server(("127.0.0.1", 0)), threading.Event()

    def drip():
        line, _address = slow.accept()
        with contextlib.suppress(OSError):
            while not over.wait(0.1):
                line.sendall(b"HTTP/1.1 201 Created\r\n"[:1])

    threading.Thread(target=drip, daemon=True).start()
    phone = device("member")
    endpoint = f"http://127.0.0.1:{slow.getsockname()[1]}/phone"
    began = time.monotonic()
    answer = asking.ask(keys.server_key(), phone.subscription | {"endpoint": endpoint}, b"{}", {"TTL": "60"})
    over.set()
    assert answer.later and time.monotonic() - began < 10


def test_the_key_is_made_once_and_a_setting_takes_its_place(db, settings):
    key = keys.public_key()
    assert key == keys.public_key() and len(raw(key)) == 65
    kept = ServerKey.objects.get().private
    ServerKey.objects.update(private=keys.new())
    assert keys.public_key() != key
    settings.CONFIG = dataclasses.replace(settings.CONFIG, vapid_private_key=kept)
    assert keys.public_key() == key


def test_devices_are_ones_own(cast, service, device):
    phone = device("member")
    for who, answer in cast.as_each("post", f"/push/devices/{phone.pk}/try/").items():
        assert (answer.status_code == 302) == (who in ("member", "nobody")), who
    pages = cast.as_each("get", "/push/devices/")
    assert {who for who, page in pages.items() if b"Firefox on Android" in page.content} == {"member"}
    for who, answer in cast.as_each("post", f"/push/devices/{phone.pk}/remove/").items():
        assert (answer.status_code == 302) == (who in ("member", "nobody")), who
    assert not Device.objects.exists()


def test_the_same_browser_belongs_to_who_signed_in_last(cast, service, device):
    phone = device("member")
    notifying.put(*told(cast, "member"))
    assert device("host").pk == phone.pk
    sending.send_some()
    assert service.got == []
    assert not notifying.put(*told(cast, "member"))


def test_a_test_message_says_that_it_works(cast, service, device):
    phone = device("member")
    assert verbs.try_out(cast.member, phone.pk)
    sending.send_some()
    assert service.got[0][1]["title"] == "It works"


def test_a_test_message_is_not_tried_again(cast, service, device):
    """Else who has an address that never answers could have ever more of them sent there."""
    assert verbs.try_out(cast.member, device("member").pk)
    service.answers = [503]
    sending.send_some()
    assert not PushMessage.objects.filter(done_at=None).exists() and Device.objects.get().failures == 1


def test_what_is_old_goes(cast, service, device):
    phone = device("member")
    notifying.put(*told(cast, "member"))
    sending.send_some()
    PushMessage.objects.update(done_at=timezone.now() - timedelta(days=8))
    Session.objects.filter(person=cast.member).delete()
    Device.objects.filter(pk=phone.pk).update(
        created_at=timezone.now() - timedelta(days=90), succeeded_at=None
    )
    sending.tidy()
    assert not PushMessage.objects.exists() and not Device.objects.exists()
