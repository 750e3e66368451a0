"""The addresses under which mail comes in.

KRING_MAIL_DOMAIN is a domain whose mail is all ours ("reply.example.org"), or one mailbox that knows plus addresses
("kring@example.org"). An answer goes to `reply+<token>@domain` or `kring+<token>@example.org`, a post to a group to
`<name>@domain` or `kring+<name>@example.org`, and what comes back to `bounces`.

A token is what the address is about, the day it was made and a signature, in letters that survive a change of case. It is no
secret beside its mail: who writes to it must also be the person that it was made for.
"""

import hashlib
import hmac
from base64 import b32decode, b32encode
from dataclasses import dataclass
from datetime import date, timedelta
from email.utils import parseaddr

from django.conf import settings
from django.utils import timezone

VALID = timedelta(days=180)
LONGEST = 64  # of what stands before the @ (RFC 5321, 4.5.3.1.1)
SIGNATURE = 12
FIRST_DAY = date(2020, 1, 1)


@dataclass(frozen=True)
class Reply:
    """Who answers what; `comment_id` is the comment that is answered, 0 for the item itself."""

    person_id: int
    content_id: int
    comment_id: int
    made_on: date

    @property
    def is_late(self) -> bool:
        return timezone.now().date() - self.made_on > VALID


def is_set_up() -> bool:
    """Does mail come in here?"""
    return bool(settings.CONFIG.mail_in and settings.CONFIG.mail_domain)


def reply_to(person, content, comment=None) -> str:
    """Where an answer of `person` to `content` (or to a `comment` on it) goes; "" where no mail comes in."""
    if not is_set_up():
        return ""
    day = (timezone.now().date() - FIRST_DAY).days
    numbers = (person.pk, content.pk, comment.pk if comment else 0, day)
    local = _prefix("reply+") + _signed(b"".join(map(_packed, numbers)))
    return f"{local}@{_domain()}" if len(local) <= LONGEST else ""


def read(address: str) -> tuple[int, int] | None:
    """(person id, content id) of an address that `reply_to` made and that holds still."""
    found = opened(address)
    return (found.person_id, found.content_id) if found and not found.is_late else None


def opened(address: str) -> Reply | None:
    """What an address of `reply_to` says, also when it no longer holds; None for any other."""
    local = local_part(address)
    if not local.startswith(_prefix("reply+")):
        return None
    numbers = _unsigned(local.removeprefix(_prefix("reply+")))
    if numbers is None or len(numbers) != 4 or numbers[3] > 100_000:
        return None
    person, content, comment, day = numbers
    return Reply(person, content, comment, FIRST_DAY + timedelta(days=day))


def bounces() -> str:
    """The envelope sender of what goes out, so that what can't be delivered comes back here; "" where no mail comes in."""
    return f"{_prefix()}bounces@{_domain()}" if is_set_up() else ""


def of_sender() -> list[str]:
    """The address that our mail comes from, if mail to it comes in here: for what comes back, and for who answers to it."""
    own = parseaddr(settings.DEFAULT_FROM_EMAIL)[1].lower()
    mailbox = settings.CONFIG.mail_domain.lower()
    return [own] if own == mailbox or local_part(own) else []


def of_group(local: str) -> str:
    """The whole address of a group's own name."""
    return f"{_prefix()}{local}@{_domain()}"


def group_part(address: str) -> str:
    """The name of a group's address; "" for what can't be one."""
    local = local_part(address)
    return local.removeprefix(_prefix()) if local.startswith(_prefix()) else ""


def is_ours(address: str) -> bool:
    """Is it one of the addresses under which mail comes in, whether or not anybody is behind it?"""
    return bool(local_part(address)) and local_part(address).startswith(_prefix())


def local_part(address: str) -> str:
    """What stands before the @ in an address of our domain, in small letters; "" elsewhere."""
    local, _at, domain = address.strip().strip("<>").rpartition("@")
    return local.lower() if domain.lower() == _domain() and len(local) <= LONGEST else ""


def _domain() -> str:
    return settings.CONFIG.mail_domain.rpartition("@")[2].lower()


def _prefix(otherwise: str = "") -> str:
    """What every address begins with, where they all lead to one mailbox."""
    mailbox = settings.CONFIG.mail_domain.rpartition("@")[0].lower()
    return f"{mailbox}+" if mailbox else otherwise


def _signed(payload: bytes) -> str:
    return b32encode(payload + _signature(payload)).decode().rstrip("=").lower()


def _unsigned(token: str) -> list[int] | None:
    try:
        whole = b32decode(token.upper() + "=" * (-len(token) % 8))
    except ValueError:
        return None
    payload, signature = whole[:-SIGNATURE], whole[-SIGNATURE:]
    return _unpacked(payload) if hmac.compare_digest(signature, _signature(payload)) else None


def _signature(payload: bytes) -> bytes:
    key = b"kring.letterbox.reply:" + settings.SECRET_KEY.encode()
    return hmac.new(key, payload, hashlib.sha256).digest()[:SIGNATURE]


def _packed(number: int) -> bytes:
    """Seven bits a byte, the highest bit for “more follows”."""
    found = bytearray()
    while number > 127:
        found.append(number & 127 | 128)
        number >>= 7
    return bytes([*found, number])


def _unpacked(payload: bytes) -> list[int]:
    numbers, number, shift = [], 0, 0
    for byte in payload:
        number |= (byte & 127) << shift
        shift += 7
        if byte < 128:
            numbers.append(number)
            number = shift = 0
    return numbers
