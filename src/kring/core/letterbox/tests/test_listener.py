"""LMTP and SMTP over real sockets."""

import smtplib
import socket
import threading
import time

import pytest

from kring.core.letterbox import addresses, listener, receiving, taking
from kring.core.letterbox.door import Door
from kring.core.letterbox.models import Incoming, Raw
from kring.core.letterbox.tests.post import written
from tests.server import free_ports

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(params=["smtp", "lmtp"])
def door(request):
    return Door(request.param, "127.0.0.1", free_ports())


@pytest.fixture
def arrived():
    return threading.Event()


@pytest.fixture
def server(door, arrived):
    running = listener.Listener(door, arrived.set)
    running.start()
    yield running
    running.stop()


@pytest.fixture
def client(server, door):
    kind = smtplib.LMTP if door.scheme == "lmtp" else smtplib.SMTP
    with kind("127.0.0.1", door.port, timeout=30) as client:
        yield client


def address(cast) -> str:
    return addresses.reply_to(cast.member, cast.items["open", "published"])


def test_kept_before_it_is_said_and_then_taken(cast, client, arrived):
    to = address(cast)
    client.send_message(
        written(cast.member.email, to, "By a real socket\n.\n..two dots"), cast.member.email, [to]
    )
    assert arrived.is_set()
    row = Incoming.objects.get()
    assert row.state == "waiting" and Raw.objects.filter(pk=row.pk).exists()
    assert taking.take_due() == 1
    row.refresh_from_db()
    assert row.state == "taken" and "..two dots" in row.comment.body


def test_says_how_large_and_who(cast, client, door):
    client.ehlo_or_helo_if_needed()
    assert int(client.esmtp_features["size"]) == listener.largest()
    code, _words = client.docmd("LHLO x" if door.scheme == "smtp" else "EHLO x")
    assert code == 500


@pytest.mark.parametrize(
    "to",
    [
        "nobody@reply.kring.test",
        "somebody@elsewhere.test",
        "reply+aaaa@reply.kring.test",
        "postmaster@reply.kring.test",
    ],
)
def test_nobody_elses_mail(cast, client, to):
    """Neither an address that isn't ours nor one that isn't there: it sends nothing on."""
    with pytest.raises(smtplib.SMTPRecipientsRefused) as refused:
        client.sendmail("a@b.test", [to], b"Subject: x\r\n\r\nx")
    assert refused.value.recipients[to][0] == 550
    assert not Incoming.objects.exists()


def test_each_recipient_is_answered(cast, client, door):
    """LMTP has a reply for every recipient that was taken."""
    first, other = address(cast), addresses.reply_to(cast.member, cast.items["closed", "published"])
    client.ehlo_or_helo_if_needed()
    client.mail(cast.member.email)
    assert [client.rcpt(to)[0] for to in (first, "nobody@reply.kring.test", other)] == [250, 550, 250]
    client.putcmd("data")
    client.getreply()
    client.send(b"Subject: x\r\nMessage-ID: <a@b>\r\n\r\nwords\r\n.\r\n")
    replies = 2 if door.scheme == "lmtp" else 1
    assert [client.getreply()[0] for _reply in range(replies)] == [250] * replies
    assert client.noop()[0] == 250
    assert Incoming.objects.count() == 2


def test_the_same_again_is_taken_and_kept_once(cast, client):
    """A mail server that didn't hear our “250” brings it again."""
    to = address(cast)
    for _time in range(2):
        client.send_message(_same(cast, to), cast.member.email, [to])
    assert Incoming.objects.count() == 1


def _same(cast, to):
    message = written(cast.member.email, to)
    message.replace_header("Message-ID", "<same@mail.example>")
    return message


def test_too_large_is_refused(client):
    client.ehlo_or_helo_if_needed()
    assert client.mail("a@b.test", [f"size={listener.largest() + 1}"])[0] == 552


def test_what_says_nothing_of_its_size(cast, door, arrived, monkeypatch):
    monkeypatch.setattr(listener, "largest", lambda: 50_000)
    running = listener.Listener(door, arrived.set)
    running.start()
    try:
        kind = smtplib.LMTP if door.scheme == "lmtp" else smtplib.SMTP
        with kind("127.0.0.1", door.port, timeout=30) as client:
            client.ehlo_or_helo_if_needed()
            for line in (b"x" * 70_000, b"x\r\n" * 25_000):
                client.mail("a@b.test")
                client.rcpt(address(cast))
                assert client.data(b"Subject: x\r\n\r\n" + line)[0] == 552
            client.mail("a@b.test")
            client.rcpt(address(cast))
            assert client.data(b"Subject: x\r\n\r\n" + b"y" * 40_000)[0] == 250  # one long line
    finally:
        running.stop()
    assert bytes(Raw.objects.get().message).rstrip().endswith(b"y" * 40_000)


def test_the_database_is_away(cast, client, monkeypatch):
    def away(*_):
        raise OSError("no disk")

    to = address(cast)
    monkeypatch.setattr(receiving, "keep", away)
    with pytest.raises(smtplib.SMTPDataError) as refused:
        client.sendmail("a@b.test", [to], b"Subject: x\r\n\r\nx")
    assert refused.value.smtp_code == 451
    monkeypatch.setattr(receiving, "is_known", away)
    with pytest.raises(smtplib.SMTPRecipientsRefused) as refused:
        client.sendmail("a@b.test", [to], b"Subject: x\r\n\r\nx")
    assert refused.value.recipients[to][0] == 451


def test_not_too_many_at_once(server, door, monkeypatch):
    monkeypatch.setattr(listener, "CONNECTIONS", 2)
    sockets = [socket.create_connection(("127.0.0.1", door.port), timeout=30) for _n in range(4)]
    try:
        greetings = [one.recv(200)[:3] for one in sockets]
        assert greetings == [b"220", b"220", b"421", b"421"]
        sockets.pop(0).close()
    finally:
        for one in sockets:
            one.close()


def test_one_host_leaves_room_for_others(server, door, monkeypatch):
    monkeypatch.setattr(listener, "OF_ONE_HOST", 2)
    sockets = [socket.create_connection(("127.0.0.1", door.port), timeout=30) for _n in range(3)]
    elsewhere = ("127.0.0.2", 0)
    sockets.append(socket.create_connection(("127.0.0.1", door.port), 30, source_address=elsewhere))
    try:
        greetings = [one.recv(200)[:3] for one in sockets]
        third = (
            b"220" if door.scheme == "lmtp" else b"421"
        )  # who speaks LMTP on this machine is its mail server
        assert greetings == [b"220", b"220", third, b"220"]
    finally:
        for one in sockets:
            one.close()


def test_no_conversation_is_for_ever(door, arrived, monkeypatch):
    """However busy it is: a word now and then keeps only the idle waiting."""
    monkeypatch.setattr(listener, "LONGEST", 1)
    running = listener.Listener(door, arrived.set)
    running.start()
    try:
        with socket.create_connection(("127.0.0.1", door.port), timeout=30) as one:
            began, ended = time.monotonic(), False
            while not ended and time.monotonic() - began < 20:
                try:
                    one.sendall(b"NOOP\r\n")
                    ended = not one.recv(200)
                except OSError:
                    ended = True
                time.sleep(0.05)
        assert ended
    finally:
        running.stop()


def test_cut_off_halfway_is_not_kept(cast, door, server, arrived):
    to = address(cast)
    client = (smtplib.LMTP if door.scheme == "lmtp" else smtplib.SMTP)("127.0.0.1", door.port, timeout=30)
    client.ehlo_or_helo_if_needed()
    client.mail("a@b.test")
    client.rcpt(to)
    client.putcmd("data")
    client.getreply()
    client.send(b"Subject: x\r\n\r\nhalf")
    client.close()
    assert not arrived.wait(0.3) and not Incoming.objects.exists()
