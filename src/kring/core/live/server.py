"""`GET /live/`: server-sent events for a signed-in person. A small ASGI application of our own: a connection costs a
queue and a task, not a Django request."""

from __future__ import annotations

import asyncio
from http.cookies import CookieError, SimpleCookie

from django.conf import settings

from kring.core.live.address import allowed_host, allowed_origin
from kring.core.live.hub import Hub

RETRY = b"retry: 3000\n\n"
HEADERS = [
    (b"content-type", b"text/event-stream; charset=utf-8"),
    (b"cache-control", b"no-store"),
    (b"x-accel-buffering", b"no"),  # nginx would hold events back
    (b"x-content-type-options", b"nosniff"),
]


class LiveServer:
    def __init__(self):
        self.hub = Hub()

    async def __call__(self, scope, receive, send) -> None:
        if scope["type"] != "http":
            return
        headers = {
            name.decode("latin-1").lower(): value.decode("latin-1") for name, value in scope["headers"]
        }
        if scope["path"] == "/healthz":
            return await answer(send, 200, b"ok\n")
        if scope["path"] != "/live/":
            return await answer(send, 404, b"There is nothing here.\n")
        if scope["method"] != "GET":
            return await answer(send, 405, b"Only GET.\n", [(b"allow", b"GET")])
        origin = headers.get("origin")
        host = headers.get("host", "")
        if not allowed_host(host) or (origin is not None and not allowed_origin(origin, host)):
            return await answer(send, 403, b"This page may not listen here.\n")
        shared = cors(origin)
        session = cookie(headers.get("cookie", ""))
        connection = session and await self.hub.join(session, headers.get("last-event-id", "")[:40])
        if not connection:
            return await answer(send, 401, b"Sign in first.\n", shared)
        try:
            await stream(connection, receive, send, HEADERS + shared)
        finally:
            self.hub.leave(connection)


async def stream(connection, receive, send, headers) -> None:
    await send({"type": "http.response.start", "status": 200, "headers": headers})
    await send({"type": "http.response.body", "body": RETRY, "more_body": True})
    gone = asyncio.create_task(until_gone(receive, connection))
    try:
        while (chunk := await connection.queue.get()) is not None:
            await send({"type": "http.response.body", "body": chunk, "more_body": True})
        await send({"type": "http.response.body", "body": b"", "more_body": False})
    finally:
        gone.cancel()


async def until_gone(receive, connection) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass
    connection.end()


async def answer(send, status: int, body: bytes, headers=()) -> None:
    basic = [(b"content-type", b"text/plain; charset=utf-8"), (b"cache-control", b"no-store")]
    await send({"type": "http.response.start", "status": status, "headers": [*basic, *headers]})
    await send({"type": "http.response.body", "body": body, "more_body": False})


def cors(origin: str | None) -> list[tuple[bytes, bytes]]:
    """A page on the pages' port may listen with its cookies; `origin` was found allowed."""
    if origin is None:
        return []
    return [
        (b"access-control-allow-origin", origin.encode("latin-1")),
        (b"access-control-allow-credentials", b"true"),
        (b"vary", b"Origin"),
    ]


def cookie(header: str) -> str | None:
    try:
        found = SimpleCookie(header).get(settings.SESSION_COOKIE_NAME)
    except CookieError:
        return None
    return found.value if found else None
