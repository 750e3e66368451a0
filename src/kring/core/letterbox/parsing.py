"""Bytes into a message, however hostile: what can't be read is refused, never stuck on.

Python's own parser understands headers fully, which takes it long for headers that are thousands of characters; ours are cut
first. What is nested deeper or has more parts than any mail program writes is refused before it is looked at.
"""

import email
import hashlib
import re
from email.message import Message
from email.policy import EmailPolicy

HEAD = 256 * 1024  # bytes of all headers of a message
FIRST = 64 * 1024  # of them, what is read of a message that can't be read
HEADER = 4000
PARTS = 300
DEEP = 20
WITHIN = re.compile(rb"^content-type:\s*(?:multipart|message)/", re.I | re.M)
BOUNDARY = re.compile(rb"^--", re.M)


class Unreadable(ValueError):
    """No mail that anybody could have meant."""


class Careful(EmailPolicy):
    """The default, but a header is understood only as far as anybody writes one."""

    def header_fetch_parse(self, name, value):
        return super().header_fetch_parse(name, value[:HEADER] if isinstance(value, str) else value)


POLICY = Careful(raise_on_defect=False, utf8=True)


def parse(raw: bytes) -> Message:
    """The message; raises Unreadable."""
    if len(_head(raw)) > HEAD:
        raise Unreadable("headers too large")
    if (
        sum(1 for _ in BOUNDARY.finditer(raw)) > 20 * PARTS
        or sum(1 for _ in WITHIN.finditer(raw)) > PARTS / 3
    ):
        raise Unreadable("too many parts")
    try:
        message = email.message_from_bytes(raw, policy=POLICY)
        for number, depth in enumerate(_depths(message)):
            if number > PARTS or depth > DEEP:
                raise Unreadable("too many parts")
    except Unreadable:
        raise
    except Exception as error:  # the parser raises whatever its insides do
        raise Unreadable(type(error).__name__) from None
    return message


def head(raw: bytes) -> Message:
    """The beginning of its headers, for a message that is too odd to be read as a whole."""
    try:
        return email.message_from_bytes(_head(raw[:FIRST]) + b"\r\n\r\n", policy=POLICY)
    except Exception:  # as above
        return email.message_from_bytes(b"", policy=POLICY)


def _head(raw: bytes) -> bytes:
    return re.split(rb"\r?\n\r?\n", raw[: HEAD + 4], maxsplit=1)[0]


def _depths(message, depth: int = 0):
    yield depth
    if depth > DEEP:
        return
    for part in message.get_payload() if message.is_multipart() else ():
        yield from _depths(part, depth + 1)


def header(message, name: str) -> str:
    """A header as plain text on one line; "" where there is none or none can read it."""
    try:
        found = message.get(name)
        return " ".join(str(found or "").replace("\0", "").split())[:HEADER]
    except Exception:  # as above
        return ""


def headers(message, name: str) -> list[str]:
    """All headers of this name as they came, topmost first."""
    wanted = name.lower()
    raw = [str(value) for key, value in message.raw_items() if key.lower() == wanted]
    return [" ".join(value[:HEADER].replace("\0", "").split()) for value in raw[:50]]


def message_id(raw: bytes) -> str:
    """Its own, or one made of its bytes where it has none. Reads no more than the headers."""
    found = re.search(rb"^message-id:\s*<?([^<>\s]{1,250})>?\s*$", _head(raw), re.I | re.M)
    own = found[1].decode("ascii", "replace").replace("\0", "") if found else ""
    return own[:250] if own else "sha256:" + hashlib.sha256(raw).hexdigest()


def addresses(message, name: str) -> list[str]:
    """The e-mail addresses in all headers of this name."""
    from email.utils import getaddresses

    try:
        found = getaddresses(headers(message, name))
    except Exception:  # as above
        return []
    return [address.strip() for _name, address in found if "@" in address]
