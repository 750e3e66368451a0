"""Two ways to ask for a page: over loopback with kept connections, and in-process for counting queries."""

from __future__ import annotations

import gzip
import http.client
from dataclasses import dataclass, field
from http.cookies import SimpleCookie
from time import perf_counter
from urllib.parse import urlencode

from bench.scenes import Request

HEADERS = {"Accept": "text/html", "Accept-Language": "nl", "User-Agent": "kring-bench"}


class Unexpected(Exception):
    """An answer that isn't what the scene asked for; the message says what it was."""


@dataclass
class Browser:
    """One signed-in browser with one connection, which the server may keep or close."""

    port: int
    session: str | None = None
    cookies: dict[str, str] = field(default_factory=dict)
    last: str = ""

    def __post_init__(self):
        self.cookies["kring_script"] = "1"  # parts that can wait are asked for apart
        if self.session:
            self.cookies["kring_session"] = self.session
        self.connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)

    def get(self, path: str) -> str:
        self.send(Request(path))
        return self.last

    def send(self, request: Request) -> float:
        """Ask, and read the whole answer; returns the seconds that it took. Raises `Unexpected` for another status."""
        headers = {**HEADERS, "Cookie": "; ".join(f"{k}={v}" for k, v in self.cookies.items())}
        body = None
        if request.form is not None:
            body = urlencode(request.form)
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        began = perf_counter()
        try:
            response = self._exchange(request, body, headers)
        except (http.client.RemoteDisconnected, ConnectionError):
            self.connection.close()  # the server ended an idle connection
            response = self._exchange(request, body, headers)
        data = response.read()
        took = perf_counter() - began
        if response.status != request.status:
            raise Unexpected(f"{request.path} answered {response.status} instead of {request.status}")
        if response.getheader("Set-Cookie"):
            for value in response.headers.get_all("Set-Cookie"):
                self.cookies |= {k: m.value for k, m in SimpleCookie(value).items()}
        self.size = len(data)
        self.data = data
        if request.form is None:
            self.last = data.decode()
        return took

    def _exchange(self, request: Request, body, headers) -> http.client.HTTPResponse:
        self.connection.request("GET" if request.form is None else "POST", request.path, body, headers)
        return self.connection.getresponse()

    def compressed(self) -> int:
        """The last answer's size as a proxy would send it."""
        return len(gzip.compress(self.data, 6))


class InProcess:
    """The same scenes without a server: Django's test client, for counting queries. Needs Kring's settings."""

    def __init__(self, session: str | None = None):
        from django.test import Client

        self.client = Client(
            raise_request_exception=False,
            HTTP_HOST="localhost",
            HTTP_USER_AGENT="kring-bench",
            HTTP_ACCEPT_LANGUAGE="nl",
        )
        self.client.cookies["kring_script"] = "1"
        if session:
            self.client.cookies["kring_session"] = session
        self.last = ""

    def get(self, path: str) -> str:
        self.send(Request(path))
        return self.last

    def send(self, request: Request) -> int:
        """Ask; returns the number of queries."""
        from django.db import connection
        from django.test.utils import CaptureQueriesContext

        with CaptureQueriesContext(connection) as queries:
            if request.form is None:
                response = self.client.get(request.path)
            else:
                response = self.client.post(request.path, request.form)
        if response.status_code != request.status:
            raise Unexpected(f"{request.path} answered {response.status_code} instead of {request.status}")
        if request.form is None:
            self.last = response.content.decode()
        self.queries = [query["sql"] for query in queries]
        return sum(not sql.startswith(("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE")) for sql in self.queries)
