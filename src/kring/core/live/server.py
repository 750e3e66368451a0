"""`GET /live/`: server-sent events for a signed-in person. A small server of our own: a line costs a socket and a few
small objects, not a request with its tasks, and what is told to many is written as the same bytes.

The query says what the page shows (`items=4.8`, `people=2.3`) and from when on it wants to be told: `last` is the last
message it heard, `ago` how many seconds ago it was made.
"""

from __future__ import annotations

import asyncio
from contextlib import suppress
from http.cookies import CookieError, SimpleCookie

from django.conf import settings

from kring.core.live.address import PATH, allowed_host, allowed_origin
from kring.core.live.asked import first, numbers, seconds
from kring.core.live.door import Wanted
from kring.core.live.hub import Hub
from kring.core.live.line import Line

HEAD = (
    b"HTTP/1.1 200 OK\r\ncontent-type: text/event-stream; charset=utf-8\r\ncache-control: no-store\r\n"
    b"x-accel-buffering: no\r\nx-content-type-options: nosniff\r\nconnection: close\r\n"
)  # nginx would hold events back
REASONS = {200: "OK", 400: "Bad Request", 401: "Unauthorized", 403: "Forbidden", 404: "Not Found",
           405: "Method Not Allowed", 503: "Service Unavailable"}  # fmt: skip


class LiveServer:
    def __init__(self):
        self.hub = Hub()

    async def listen(self, host: str, port: int) -> asyncio.Server:
        loop = asyncio.get_running_loop()
        return await loop.create_server(lambda: Line(self), host, port, backlog=4096)

    def asked(self, line: Line, request: bytes) -> None:
        try:
            method, target, headers = parsed(request)
        except ValueError:
            return answer(line, 400, "That is no request.\n")
        path, _, query = target.partition("?")
        if path == "/healthz":
            return answer(line, 200, "ok\n")
        if path != PATH:
            return answer(line, 404, "There is nothing here.\n")
        if method != "GET":
            return answer(line, 405, "Only GET.\n", "allow: GET\r\n")
        origin, host = headers.get("origin"), headers.get("host", "")
        if not allowed_host(host) or (origin is not None and not allowed_origin(origin, host)):
            return answer(line, 403, "This page may not listen here.\n")
        shared = cors(origin)
        line.session = cookie(headers.get("cookie", ""))
        if not line.session:
            return answer(line, 401, "Sign in first.\n", shared)
        line.items, line.people = (tuple(numbers(first(query, name))) for name in ("items", "people"))
        line.wanted = Wanted(
            last=headers.get("last-event-id", "")[:40] or first(query, "last")[:40],
            ago=seconds(first(query, "ago")),
            accepted=HEAD + shared.encode("latin-1") + b"\r\n",
            refused=lambda: answer(line, 401, "Sign in first.\n", shared),
        )
        self.hub.door.knock(line)

    def gone(self, line: Line) -> None:
        self.hub.leave(line)


def parsed(request: bytes) -> tuple[str, str, dict[str, str]]:
    """(method, target, headers by their small name)."""
    start, *lines = request.partition(b"\r\n\r\n")[0].decode("latin-1").split("\r\n")
    method, target, version = start.split(" ")
    if not version.startswith("HTTP/1."):
        raise ValueError(version)
    pairs = (line.partition(":") for line in lines)
    return method, target, {name.strip().lower(): value.strip() for name, _, value in pairs}


def answer(line: Line, status: int, words: str, more: str = "") -> None:
    body = words.encode()
    head = (
        f"HTTP/1.1 {status} {REASONS[status]}\r\ncontent-type: text/plain; charset=utf-8\r\ncache-control: no-store\r\n"
        f"content-length: {len(body)}\r\nconnection: close\r\n{more}\r\n"
    )
    line.tell(head.encode("latin-1") + body)
    line.end()


def cors(origin: str | None) -> str:
    """A page on the pages' port may listen with its cookies; `origin` was found allowed."""
    if origin is None:
        return ""
    return (
        f"access-control-allow-origin: {origin}\r\naccess-control-allow-credentials: true\r\nvary: Origin\r\n"
    )


def cookie(header: str) -> str:
    with suppress(CookieError):
        if found := SimpleCookie(header).get(settings.SESSION_COOKIE_NAME):
            return found.value
    return ""
