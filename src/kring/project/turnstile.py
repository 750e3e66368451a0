"""Lets requests in one by one, when they are complete.

With SQLite one thread at work is fastest: more would wait for each other's locks. But a thread that waits for a slow
phone to send its photo isn't at work, and must not keep everybody else waiting. So there are many threads; each
collects its request first, and only then takes its turn.
"""

from __future__ import annotations

from collections.abc import Callable
from tempfile import SpooledTemporaryFile
from threading import BoundedSemaphore

from kring.core.web.aside import holding

IN_MEMORY = 1024 * 1024
CHUNK = 256 * 1024


class Turnstile:
    """WSGI middleware. `at_once`: requests at work; `limit`: largest request body in bytes."""

    def __init__(self, application: Callable, at_once: int, limit: int):
        self.application = application
        self.turns = BoundedSemaphore(at_once)
        self.limit = limit

    def __call__(self, environ, start_response):
        length = environ.get("CONTENT_LENGTH") or "0"
        if length == "0":
            return self.answer(environ, start_response)
        if not length.isdigit() or int(length) > self.limit:
            environ["kring.too_large"] = True  # RequestLog answers it, in the person's language
            environ["CONTENT_LENGTH"] = "0"
            return self.answer(environ, start_response)
        with SpooledTemporaryFile(IN_MEMORY) as body:
            if collect(environ["wsgi.input"], body, int(length)) < int(length):
                start_response("400 Bad Request", [("Content-Length", "0")])  # the sender went away half-way
                return [b""]
            body.seek(0)
            environ["wsgi.input"] = body
            return self.answer(environ, start_response)

    def answer(self, environ, start_response):
        """A page goes out in one piece, without Python; a file is read by whoever waits for it, after the turn."""
        with self.turns, holding(self.turns):
            response = self.application(environ, start_response)
            if getattr(response, "streaming", True):
                return response
            try:
                return [response.content]
            finally:
                response.close()


def collect(source, target, length: int) -> int:
    """Copy at most `length` bytes; returns how many there were."""
    got = 0
    while got < length:
        chunk = source.read(min(CHUNK, length - got))
        if not chunk:
            break
        target.write(chunk)
        got += len(chunk)
    return got
