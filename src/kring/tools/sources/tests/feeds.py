"""Feeds for tests, and a website on this machine that serves them."""

import threading
from dataclasses import dataclass, field, replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from kring.tools.sources import adding, arriving
from kring.tools.sources.looking import Feed, Found
from kring.tools.sources.models import Look, Source

RSS = "application/rss+xml"


def item(number: int, **fields) -> str:
    """An item of an RSS feed; a field that is None is left out, others are put in as they are."""
    told = {
        "title": f"Item {number}", "link": f"https://news.example/{number}", "guid": f"https://news.example/?p={number}",
        "description": f"What happened in {number}.", "pubDate": f"Mon, 0{number % 9 + 1} Jun 2026 10:00:00 GMT",
    } | fields  # fmt: skip
    return (
        "<item>"
        + "".join(f"<{name}>{value}</{name}>" for name, value in told.items() if value is not None)
        + "</item>"
    )


def rss(
    *items: str, title: str = "The paper", link: str = "https://news.example/", language: str = "nl"
) -> bytes:
    return (
        f'<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>{title}</title><link>{link}</link>'
        f"<language>{language}</language>{''.join(items)}</channel></rss>"
    ).encode()


@dataclass
class Website:
    """What stands where: path → (body, type, status, headers). `asked` has the headers of every request."""

    url: str = ""
    pages: dict = field(default_factory=dict)
    asked: list = field(default_factory=list)

    def put(self, path: str, body: bytes | str, type: str = RSS, status: int = 200, **headers) -> str:
        body = body.encode() if isinstance(body, str) else body
        self.pages[path] = (body, type, status, headers)
        return self.url + path


@pytest.fixture
def website(settings):
    site = Website()

    class Answers(BaseHTTPRequestHandler):
        def do_GET(self):
            site.asked.append(dict(self.headers))
            body, type, status, headers = site.pages.get(self.path, (b"", "text/html", 404, {}))
            if headers.get("ETag") and headers["ETag"] == self.headers.get("If-None-Match"):
                body, status = b"", 304
            self.send_response(status)
            for name, value in {"Content-Type": type, "Content-Length": len(body), **headers}.items():
                self.send_header(name.replace("_", "-"), str(value))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_words):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Answers)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    settings.CONFIG = replace(settings.CONFIG, outside_allow="localhost")
    site.url = f"http://localhost:{server.server_port}"
    yield site
    server.shutdown()
    server.server_close()


def found(number: int, **fields) -> Found:
    told = {
        "guid": f"https://news.example/?p={number}", "url": f"https://news.example/{number}", "title": f"Item {number}",
        "summary": f"What happened in {number}.", "at": f"2026-06-{number % 28 + 1:02}T10:00:00+00:00",
    } | fields  # fmt: skip
    return Found(**told)


def feed(*entries: Found, url: str = "https://news.example/feed", **fields) -> Feed:
    return Feed(url, **{"title": "The paper", "language": "nl", "entries": list(entries)} | fields)


def followed(
    group, by, *entries: Found, mode: str = "ask", url: str = "https://news.example/feed", **fields
) -> Source:
    """A source whose first fetch brought these."""
    look = Look.objects.create(group=group, by=by, url=url, found=feed(*entries, url=url, **fields).told())
    return Source.objects.get(pk=adding.add(look, by, mode).pk)


def brought(source: Source, *entries: Found, **fields) -> list[int]:
    """Another fetch brings these."""
    return arriving.take_in(source.pk, feed(*entries, url=source.url, **fields))
