"""Fetching mail from a mailbox over IMAP: what is in its folder is kept and taken, then moved to “Kring/done” or
“Kring/refused”, where who runs the mailbox can look. A message leaves the folder after all was done with it, so that killed in
between it is seen again, and known by its Message-ID."""

import ssl
from contextlib import contextmanager

import structlog
from imapclient import IMAPClient
from imapclient.exceptions import IMAPClientError

from kring.core.letterbox import parsing, receiving, taking
from kring.core.letterbox.door import Door
from kring.core.letterbox.listener import largest
from kring.core.letterbox.models import Incoming

log = structlog.get_logger("kring.letterbox")
DONE, REFUSED = ("Kring", "done"), ("Kring", "refused")
AT_ONCE = 50
TIMEOUT = 60  # seconds
GOOD = (Incoming.State.TAKEN, Incoming.State.IGNORED)


@contextmanager
def opened(door: Door):
    """A client that is signed in and has the folder open."""
    context = ssl.create_default_context() if door.scheme == "imaps" else None
    client = IMAPClient(door.host, door.port, ssl=context is not None, ssl_context=context, timeout=TIMEOUT)
    try:
        client.login(door.user, door.password)
        client.select_folder(door.folder)
        yield client
    finally:
        try:
            client.logout()
        except (IMAPClientError, OSError):
            pass


def fetch(door: Door) -> int:
    """Take what lies in the mailbox, some at a time until any were taken; returns how many messages that was. Raises what the
    connection raises."""
    with opened(door) as client:
        lying = client.search(["UNDELETED"])
        for first in range(0, len(lying), AT_ONCE):
            numbers = lying[first : first + AT_ONCE]
            sizes = client.fetch(numbers, ["RFC822.SIZE"])
            there = [number for number in numbers if number in sizes]
            if done := sum(_one(client, number, sizes[number][b"RFC822.SIZE"]) for number in there):
                return done
    return 0


def _one(client: IMAPClient, number: int, size: int) -> bool:
    """Keep and take one message, and move it; False where it has to wait."""
    if size > largest():
        return _move(client, number, REFUSED)
    raw = client.fetch([number], ["BODY.PEEK[]"]).get(number, {}).get(b"BODY[]")
    if raw is None:
        return False
    try:
        recipients = receiving.recipients_in(parsing.parse(raw))
    except parsing.Unreadable:
        recipients = []
    rows = receiving.keep(raw, recipients)
    for row in rows:
        taking.take(row.pk)
    states = set(Incoming.objects.filter(pk__in=[row.pk for row in rows]).values_list("state", flat=True))
    if Incoming.State.WAITING in states:
        return False
    return _move(client, number, DONE if states and states <= set(GOOD) else REFUSED)


def _move(client: IMAPClient, number: int, folder: tuple[str, str]) -> bool:
    name = _folder(client, folder)
    client.add_flags([number], [b"\\Seen"])
    if client.has_capability("MOVE"):
        client.move([number], name)
    else:
        client.copy([number], name)
        client.add_flags([number], [b"\\Deleted"])
        if client.has_capability("UIDPLUS"):
            client.uid_expunge([number])
        else:
            client.expunge()
    return True


def _folder(client: IMAPClient, parts: tuple[str, str]) -> str:
    """Its name as this server writes it (“INBOX.Kring.done” at some), made where it isn't there."""
    space = client.namespace().personal[0] if client.has_capability("NAMESPACE") else ("", "/")
    prefix, separator = (part.decode() if isinstance(part, bytes) else part for part in space[:2])
    name = prefix + separator.join(parts)
    if not client.folder_exists(name):
        client.create_folder(name)
        client.subscribe_folder(name)
    return name
