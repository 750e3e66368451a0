"""What stands in a feed or in the head of a page: pure functions over bytes, run in a process of their own (see child.py).

Whatever a stranger wrote becomes plain text, addresses of websites and moments; nothing of it is markup any more.
"""

import calendar
import html
import io
import re
from datetime import UTC, datetime
from html.parser import HTMLParser
from urllib.parse import urljoin

import feedparser
import nh3

from kring.core.outside.typed import clean

MOST_ENTRIES = 100
SUMMARY = 320
"""Characters: enough to know what it is about. The article is theirs, and is read there."""
FEEDS = {"application/rss+xml", "application/atom+xml", "application/rdf+xml"}
OFFERED = 8
BLOCK = re.compile(
    r"</?(?:p|div|li|ul|ol|br|h[1-6]|tr|td|th|table|blockquote|figure|figcaption|hr)\b[^>]{0,500}>", re.I
)
CONTROL = re.compile(
    r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff\ud800-\udfff]"
)


def read(body: bytes, type: str, charset: str, url: str) -> dict:
    """{"state": "feed", "title", "site", "language", "entries": [{"guid", "url", "title", "summary", "at"}]}, or {"state": "page",
    "feeds": [{"title", "url"}]}: a page, and the feeds that it names."""
    headers = {"content-type": f"{type}; charset={charset}" if charset else type, "content-location": url}
    # as a stream: bytes would be taken for the name of a file, and opened where there is such a one
    found = feedparser.parse(io.BytesIO(body), response_headers=headers, sanitize_html=False)
    if not found.get("version"):
        return {"state": "page", "feeds": _offered(body, charset, url)}
    head = found.feed
    return {
        "state": "feed",
        "title": words(_text(head, "title"), 200),
        "site": clean(_text(head, "link")),
        "language": _text(head, "language")[:2].lower(),
        "entries": [_entry(entry) for entry in found.entries[:MOST_ENTRIES]],
    }


def _entry(entry) -> dict:
    long = entry.get("summary") or next((part.get("value", "") for part in entry.get("content", ())), "")
    summary = words(str(long), SUMMARY)
    return {
        "guid": CONTROL.sub("", _text(entry, "id")).strip()[:1000],
        "url": clean(_text(entry, "link")),
        "title": words(_text(entry, "title"), 250) or words(summary, 90),
        "summary": summary,
        "at": _moment(dict.get(entry, "published_parsed")) or _moment(dict.get(entry, "updated_parsed")),
    }


def _text(part, name: str) -> str:
    found = part.get(name)
    return found if isinstance(found, str) else ""


def words(source: str, most: int) -> str:
    """Plain text on one line, cut at a word."""
    source = source[: 100 * most]
    if "<" in source:
        source = html.unescape(nh3.clean(BLOCK.sub(" ", source), tags=set()))
    text = " ".join(CONTROL.sub(" ", html.unescape(source)).split())
    return text if len(text) <= most else text[: most - 1].rsplit(" ", 1)[0].rstrip(" ,;:") + "…"


def _moment(parsed) -> str | None:
    try:
        return datetime.fromtimestamp(calendar.timegm(parsed), UTC).isoformat() if parsed else None
    except (ValueError, OverflowError, OSError, TypeError):
        return None


def _offered(body: bytes, charset: str, url: str) -> list[dict]:
    head = _Head(url)
    try:
        text = body.decode(charset or "utf-8", "replace")
    except LookupError:
        text = body.decode("utf-8", "replace")
    try:
        head.feed(text[:500_000])
    except (_EnoughError, AssertionError):
        pass
    return list({one["url"]: one for one in head.found}.values())[:OFFERED]


class _EnoughError(Exception):
    pass


class _Head(HTMLParser):
    """The feeds that the head of a page names with <link rel=alternate>."""

    def __init__(self, url: str):
        super().__init__()
        self.base, self.found = url, []

    def handle_starttag(self, tag, attrs):
        told = {name: value or "" for name, value in attrs}
        if tag == "body":
            raise _EnoughError
        if tag == "base" and told.get("href"):
            self.base = self._joined(told["href"]) or self.base
        is_feed = told.get("type", "").partition(";")[0].strip().lower() in FEEDS
        is_another = "alternate" in told.get("rel", "").lower().split()
        if tag == "link" and is_feed and is_another and (url := self._joined(told.get("href", ""))):
            self.found.append({"title": words(told.get("title", ""), 120), "url": url})

    def _joined(self, href: str) -> str:
        try:
            return clean(urljoin(self.base, href.strip()))
        except ValueError:
            return ""
