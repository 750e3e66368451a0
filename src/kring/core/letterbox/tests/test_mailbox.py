"""Mail fetched from a mailbox: a real IMAP server where there is one (Debian: dovecot-imapd)."""

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from kring.core.letterbox import addresses, mailbox, taking
from kring.core.letterbox.door import door
from kring.core.letterbox.models import Incoming
from kring.core.letterbox.tests import dovecot
from kring.core.letterbox.tests.post import written
from tests.server import free_ports

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(
        not dovecot.DOVECOT, reason="there is no dovecot here (Debian: apt install dovecot-imapd)"
    ),
]


NO_FOLDER = {b"\\Noselect", b"\\NonExistent"}


@pytest.fixture(params=["/", "."])
def imap(request, one_mailbox):
    """(the way in, another client of the same mailbox)"""
    port = free_ports()
    with TemporaryDirectory() as folder, dovecot.serving(Path(folder), port, request.param) as client:
        yield door(f"imap://kring:a%3Asecret%2Fword%40x@127.0.0.1:{port}/INBOX"), client


def put(client, message, **headers) -> None:
    for name, value in headers.items():
        message[name.replace("_", "-")] = value
    client.append("INBOX", bytes(message))


def lying(client) -> dict[str, int]:
    """Folder → how many messages."""
    names = [name for flags, _separator, name in client.list_folders() if not NO_FOLDER & set(flags)]
    return {name.replace(".", "/"): client.folder_status(name, ["MESSAGES"])[b"MESSAGES"] for name in names}


def test_taken_and_moved(cast, imap):
    way, client = imap
    item = cast.items["open", "published"]
    to = addresses.reply_to(cast.member, item)
    put(client, written(cast.member.email, to, "By IMAP"))
    put(client, written("spam@elsewhere.test", "kring@example.org", "Pills"))
    put(client, written("x@elsewhere.test", to, "Not mine"), Delivered_To=to)
    assert mailbox.fetch(way) == 3
    assert "By IMAP" in item.comments.there().latest("pk").body
    assert lying(client) == {"INBOX": 0, "Kring/done": 1, "Kring/refused": 2}
    assert mailbox.fetch(way) == 0


def test_killed_before_it_was_moved(cast, imap, monkeypatch):
    way, client = imap
    item = cast.items["open", "published"]
    put(client, written(cast.member.email, addresses.reply_to(cast.member, item), "Once"))
    before = item.comments.count()
    with monkeypatch.context() as broken:
        broken.setattr(mailbox, "_move", lambda *_: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            mailbox.fetch(way)
    assert mailbox.fetch(way) == 1
    assert item.comments.count() == before + 1 and lying(client)["Kring/done"] == 1


def test_what_cannot_be_taken_now_stays(cast, imap, monkeypatch):
    way, client = imap
    item = cast.items["open", "published"]
    put(client, written(cast.member.email, addresses.reply_to(cast.member, item), "Later"))
    with monkeypatch.context() as broken:
        broken.setattr(taking.outcome, "decide", lambda *_: 1 / 0)
        assert mailbox.fetch(way) == 0
    assert lying(client)["INBOX"] == 1 and Incoming.objects.get().state == "waiting"
    Incoming.objects.update(next_try_at="2020-01-01T00:00Z")
    assert mailbox.fetch(way) == 1 and "Later" in item.comments.there().latest("pk").body


def test_what_stays_blocks_nothing_behind_it(cast, imap, monkeypatch):
    way, client = imap
    monkeypatch.setattr(mailbox, "AT_ONCE", 2)
    to = addresses.reply_to(cast.member, cast.items["open", "published"])
    for number in range(5):
        put(client, written(cast.member.email, to, f"Stuck {number}"))
    with monkeypatch.context() as broken:
        broken.setattr(taking.outcome, "decide", lambda *_: 1 / 0)
        assert mailbox.fetch(way) == 0
    assert Incoming.objects.filter(state="waiting").count() == 5, "all were tried"
    for number in range(3):
        put(client, written(cast.member.email, to, f"Fine {number}"))
    assert [mailbox.fetch(way) for _time in range(4)] == [1, 1, 1, 0]
    assert lying(client)["INBOX"] == 5


def test_too_large_is_not_fetched(cast, imap, monkeypatch):
    way, client = imap
    monkeypatch.setattr(mailbox, "largest", lambda: 1000)
    put(
        client,
        written(
            cast.member.email, addresses.reply_to(cast.member, cast.items["open", "published"]), "x" * 2000
        ),
    )
    assert mailbox.fetch(way) == 1 and not Incoming.objects.exists()
    assert lying(client)["Kring/refused"] == 1


def test_a_wrong_password_says_nothing_of_it(cast, imap):
    way, _client = imap
    from dataclasses import replace

    with pytest.raises(Exception) as error:  # noqa: PT011
        mailbox.fetch(replace(way, password="wrong-secret"))
    assert "wrong-secret" not in str(error.value) and "secret" not in repr(way)
