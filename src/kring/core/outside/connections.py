"""Connections that go to the address that was looked at, and are hung up when their time is over.

A name is looked up once, by us; the connection is made to exactly that number, while TLS still asks for the name. So a name that
answers otherwise a moment later (DNS rebinding) leads nowhere else.
"""

import socket
import threading
import time
from contextlib import suppress

from urllib3 import ProxyManager
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool
from urllib3.exceptions import NewConnectionError

from kring.core.outside.addresses import Target

TRIED = 3  # addresses of a name
PATIENCE = 5  # seconds for one step


class Clock:
    """The time that one fetch has, redirects included; whoever says it letter by letter is hung up."""

    def __init__(self, seconds: float):
        self.end = time.monotonic() + seconds
        self._held: list[socket.socket] = []
        self._timer = threading.Timer(seconds, self._hang_up)
        self._timer.daemon = True

    def __enter__(self):
        self._timer.start()
        return self

    def __exit__(self, *_error):
        self._timer.cancel()
        for held in self._held:
            held.close()

    @property
    def is_over(self) -> bool:
        return time.monotonic() >= self.end

    def hold(self, connected: socket.socket) -> None:
        """A second handle on the same connection: TLS takes the first one away."""
        self._held.append(connected.dup())
        if self.is_over:
            self._hang_up()

    def _hang_up(self) -> None:
        for held in self._held:
            with suppress(OSError):
                held.shutdown(socket.SHUT_RDWR)


def pool(target: Target, numbers: list[str], clock: Clock) -> HTTPConnectionPool:
    """One connection to one of `numbers`, which `target` was found to lead to."""

    def connect(connection) -> socket.socket:
        problem: OSError | None = None
        for number in numbers[:TRIED]:
            try:
                made = socket.create_connection((number, target.port), timeout=PATIENCE)
            except OSError as error:
                problem = error
                continue
            clock.hold(made)
            return made
        raise NewConnectionError(connection, f"no way to {target.host}: {problem}") from problem

    kinds = _kinds(target.scheme, connect)
    return kinds(target.host, target.port, maxsize=1, timeout=PATIENCE)


def proxied(proxy: str, clock: Clock) -> ProxyManager:
    """The same time for what goes through the organisation's proxy."""

    def connect(connection) -> socket.socket:
        made = socket.create_connection((connection.host, connection.port), timeout=PATIENCE)
        clock.hold(made)
        return made

    manager = ProxyManager(proxy, num_pools=1, timeout=PATIENCE)
    manager.pool_classes_by_scheme = {scheme: _kinds(scheme, connect) for scheme in ("http", "https")}
    return manager


def _kinds(scheme: str, connect) -> type[HTTPConnectionPool]:
    """A pool whose connections are made by `connect`."""
    base, of = (
        (HTTPSConnection, HTTPSConnectionPool) if scheme == "https" else (HTTPConnection, HTTPConnectionPool)
    )
    return type("Pool", (of,), {"ConnectionCls": type("Straight", (base,), {"_new_conn": connect})})
