"""One connection of a browser: a protocol of asyncio and nothing else, so that ten thousand of them stay small."""

from __future__ import annotations

import asyncio

MOST_HEARD = 32_768  # bytes of a request
MOST_WAITING = (
    65_536  # bytes that a reader may leave unread before it is let go; it comes back for what it missed
)
PATIENCE = 10  # seconds for a request to arrive


class Line(asyncio.Protocol):
    """Hears one request, and is then told things until either side ends it. `items` and `people` are the ids it shows."""

    __slots__ = (
        "heard",
        "holder",
        "items",
        "patience",
        "people",
        "sent",
        "server",
        "session",
        "transport",
        "wanted",
    )

    def __init__(self, server):
        self.server = server
        self.heard: bytes | None = b""
        self.holder = None
        self.session = ""
        self.wanted = None
        self.items: tuple[int, ...] = ()
        self.people: tuple[int, ...] = ()
        self.sent: set[str] | None = None  # while it comes in: a message may reach it by two ways

    def connection_made(self, transport) -> None:
        self.transport = transport
        self.patience = asyncio.get_running_loop().call_later(PATIENCE, transport.abort)

    def data_received(self, data: bytes) -> None:
        if self.heard is None:
            return  # it has asked; what more it says is of no interest
        self.heard += data
        if b"\r\n\r\n" in self.heard:
            request, self.heard = self.heard, None
            self.patience.cancel()
            self.patience = None
            self.server.asked(self, request)
        elif len(self.heard) > MOST_HEARD:
            self.transport.abort()

    def connection_lost(self, error) -> None:
        if self.patience:
            self.patience.cancel()
        self.server.gone(self)

    @property
    def person(self) -> int:
        return self.holder.person

    def is_open(self) -> bool:
        return not self.transport.is_closing()

    def tell(self, data: bytes) -> None:
        transport = self.transport
        if transport.is_closing():
            return
        transport.write(data)
        if transport.get_write_buffer_size() > MOST_WAITING:
            transport.abort()

    def end(self) -> None:
        self.transport.close()
