"""The listener for LMTP and SMTP: a mail server (Postfix, Exim, Stalwart) brings mail here.

It takes only what goes to an address of ours, so it can't be used to send mail on, and says “250” when the message is in
the database: killed before that, the other side keeps the message and brings it again.
"""

import asyncio
import logging
from collections import Counter
from collections.abc import Callable
from ipaddress import ip_address
from typing import ClassVar

import structlog
from aiosmtpd.controller import Controller
from aiosmtpd.lmtp import LMTP
from aiosmtpd.smtp import SMTP
from django.conf import settings
from django.db import close_old_connections

from kring import __version__
from kring.core.letterbox import receiving
from kring.core.letterbox.door import Door

log = structlog.get_logger("kring.letterbox")
CONNECTIONS = 20
OF_ONE_HOST = 5  # of these; a mail server on this machine that speaks LMTP may have all
LONGEST = 600  # seconds of one conversation, whatever is said in it
RECIPIENTS = 50
IDLE = 120  # seconds
PIECE = 65_536  # bytes: who sends so much within IDLE isn't idle
END = b".\r\n"
logging.getLogger("mail.log").setLevel(
    logging.WARNING
)  # aiosmtpd's own, which else has a line for every command


def largest() -> int:
    """Bytes of one message: the largest file as mail writes it (base64), and some words."""
    return int(settings.CONFIG.upload_limit_mb * 1024 * 1024 * 1.4) + 2 * 1024 * 1024


class Reception:
    """What happens with a message, for aiosmtpd. `arrived` is called after one has been kept."""

    def __init__(self, arrived: Callable[[], None]):
        self.arrived = arrived

    async def handle_RCPT(self, server, session, envelope, address, options) -> str:  # noqa: N802 (aiosmtpd's names)
        if len(envelope.rcpt_tos) >= RECIPIENTS:
            return "452 4.5.3 Too many recipients"
        try:
            known = await asyncio.to_thread(_asked, receiving.is_known, address)
        except Exception:
            log.exception("an address could not be looked up")
            return "451 4.3.0 Try again later"
        if not known:
            return "550 5.1.1 No such address here"
        envelope.rcpt_tos.append(address)
        return "250 2.1.5 OK"

    async def handle_DATA(self, server, session, envelope) -> str:  # noqa: N802
        content, recipients = envelope.content, list(envelope.rcpt_tos)
        try:
            await asyncio.to_thread(_asked, receiving.keep, content, recipients, envelope.mail_from or "")
        except Exception:
            log.exception("a mail could not be kept")
            return "451 4.3.0 Try again later"
        self.arrived()
        return "250 2.0.0 Kept"


def _asked(ask, *arguments):
    """In a thread of its own, with a connection that is known to work."""
    close_old_connections()
    try:
        return ask(*arguments)
    finally:
        close_old_connections()


class Tidy(SMTP):
    """aiosmtpd, that keeps a message as one piece instead of a list of its lines, takes lines of any length, and holds no more
    than so many conversations at once, none of them for ever."""

    open: ClassVar[Counter[str]] = Counter()  # by host

    def connection_made(self, transport) -> None:
        self.host = (transport.get_extra_info("peername") or [""])[0]
        self.ending = self.loop.call_later(LONGEST, transport.abort)
        Tidy.open[self.host] += 1
        if Tidy.open.total() > CONNECTIONS or Tidy.open[self.host] > self._most():
            transport.write(b"421 4.3.2 Too many connections, try again later\r\n")
            transport.close()
            return
        super().connection_made(transport)

    def _most(self) -> int:
        return OF_ONE_HOST

    def connection_lost(self, error) -> None:
        self.ending.cancel()
        Tidy.open[self.host] -= 1
        if not Tidy.open[self.host]:
            del Tidy.open[self.host]
        if self.session is not None:
            super().connection_lost(error)

    async def smtp_DATA(self, arg: str) -> None:  # noqa: N802
        if await self.check_helo_needed():
            return
        envelope = self.envelope
        if envelope is None or not envelope.rcpt_tos:
            await self.push("503 5.5.1 Error: need RCPT command")
            return
        if arg:
            await self.push("501 5.5.4 Syntax: DATA")
            return
        await self.push("354 End data with <CR><LF>.<CR><LF>")
        envelope.content = await self._message()
        if envelope.content is None:
            status = "552 5.3.4 Error: Too much mail data"
        else:
            status = await self._call_handler_hook("DATA")
        copies = len(envelope.rcpt_tos) if isinstance(self, LMTP) else 1  # LMTP answers for each recipient
        self._set_post_data_state()
        for _copy in range(copies):
            await self.push(status)

    async def _message(self) -> bytes | None:
        """All bytes until the lone dot; None for more than we take."""
        found, size, heard, begins, most = bytearray(), 0, 0, True, self.data_size_limit or 0
        while True:
            try:
                line = await self._reader.readuntil(b"\r\n")
            except asyncio.LimitOverrunError as long:
                line = await self._reader.readexactly(max(1, long.consumed))
            if begins and line == END:
                return bytes(found) if size <= most else None
            size += len(line)
            if size <= most:
                found += line[1:] if begins and line.startswith(b".") else line
            else:
                found.clear()
            begins = line.endswith(b"\r\n")
            if size - heard > PIECE:
                heard = size
                self._reset_timeout()


class TidyLMTP(Tidy, LMTP):
    """The same for LMTP."""

    def _most(self) -> int:
        here = self.host and ip_address(self.host.partition("%")[0]).is_loopback
        return CONNECTIONS if here else super()._most()


class Listener(Controller):
    """`start()` and `stop()` it; it listens in a thread of its own."""

    def __init__(self, door: Door, arrived: Callable[[], None]):
        super().__init__(Reception(arrived), hostname=door.host, port=door.port, ready_timeout=30)
        self.made_of = TidyLMTP if door.scheme == "lmtp" else Tidy

    def factory(self) -> SMTP:
        return self.made_of(
            self.handler,
            data_size_limit=largest(),
            hostname=settings.CONFIG.mail_domain.rpartition("@")[2],
            ident=f"Kring {__version__}",
            timeout=IDLE,
        )
