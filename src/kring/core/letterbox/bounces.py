"""Mail of ours that couldn't be delivered (RFC 3464): it is believed only where it brings back the name of a letter that we
sent, which holds a secret, and only about the address of that letter."""

import re
from dataclasses import dataclass
from email.utils import parseaddr

from kring.core.letterbox.parsing import header
from kring.core.mail import addresses as letters
from kring.core.mail import problems
from kring.core.mail.models import Letter

FOR_GOOD = re.compile(
    r"5\.(?:1\.\d+|2\.1)$"
)  # no such mailbox, or one that is closed; a full one may be emptied


@dataclass(frozen=True)
class Bounce:
    """`letter` None: what came back isn't ours. `failed` False: it is only late."""

    letter: Letter | None = None
    failed: bool = False
    permanent: bool = False
    reason: str = ""

    @property
    def words(self) -> str:
        return f"{self.letter.address}: {self.reason}" if self.letter else "not about a mail of ours"

    def report(self) -> None:
        if self.letter and self.failed:
            problems.bounced(self.letter.address, self.reason, self.permanent)


def read(message) -> Bounce | None:
    """What a report says; None for a message that is none."""
    if message.get_content_type() != "multipart/report":
        return None
    parts = list(message.walk())[:50]
    report = next((p for p in parts if p.get_content_type() == "message/delivery-status"), None)
    letter = next((found for part in parts if (found := _letter(part))), None)
    if report is None or letter is None:
        return Bounce()
    blocks = [block for block in report.get_payload() if header(block, "Action")]
    about = next((block for block in blocks if letter.address.lower() in _recipients(block)), None)
    block = about or (blocks[0] if blocks else None)
    if block is None:
        return Bounce(letter)
    status = header(block, "Status").split(" ")[0]
    reason = header(block, "Diagnostic-Code") or status or "undeliverable"
    permanent = about is not None and bool(FOR_GOOD.match(status))
    return Bounce(letter, header(block, "Action").lower() == "failed", permanent, reason[:300])


def _letter(part) -> Letter | None:
    """The letter of ours that this part brings back, if it does: whole, or its headers."""
    if part.get_content_type() == "text/rfc822-headers":
        found = part.get_payload(decode=True) or b""
        return letters.letter_in(_message_id(found[:20_000].decode("latin-1")))
    if part.get_content_type() == "message/rfc822":
        inside = part.get_payload()
        return letters.letter_in(header(inside[0], "Message-ID")) if inside else None
    return None


def _message_id(head: str) -> str:
    found = re.search(r"^message-id:\s*(<[^>\s]{1,300}>)", head, re.I | re.M)
    return found[1] if found else ""


def _recipients(block) -> set[str]:
    """“rfc822; somebody@example.org” of both fields, in small letters."""
    found = {header(block, name).rpartition(";")[2] for name in ("Original-Recipient", "Final-Recipient")}
    return {parseaddr(one.strip())[1].lower() for one in found}
