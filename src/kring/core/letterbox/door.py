"""Which way mail comes in: KRING_MAIL_IN as parts."""

from dataclasses import dataclass, field
from urllib.parse import unquote, urlsplit

PORTS = {"lmtp": 8024, "smtp": 25, "imap": 143, "imaps": 993}
SHAPE = "lmtp://127.0.0.1:8024, smtp://0.0.0.0:25 or imaps://user:password@host/INBOX"


@dataclass(frozen=True)
class Door:
    """`listens`: others bring the mail (LMTP, SMTP); else it is fetched from `folder` of a mailbox."""

    scheme: str
    host: str
    port: int
    user: str = ""
    password: str = field(default="", repr=False)
    folder: str = "INBOX"

    @property
    def listens(self) -> bool:
        return self.scheme in ("lmtp", "smtp")


def door(url: str) -> Door:
    """The parts of an address; raises ValueError where it is none of ours."""
    parts = urlsplit(url)
    if parts.scheme not in PORTS or not parts.hostname:
        raise ValueError(SHAPE)
    found = Door(
        parts.scheme,
        parts.hostname,
        parts.port or PORTS[parts.scheme],
        unquote(parts.username or ""),
        unquote(parts.password or ""),
        unquote(parts.path.strip("/")) or "INBOX",
    )
    if not found.listens and not (found.user and found.password):
        raise ValueError(SHAPE)
    return found
