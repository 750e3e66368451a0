"""What a page says about itself: title, words, site and picture, from the first part of its HTML. Strangers wrote it."""

import re
from dataclasses import dataclass
from html.parser import HTMLParser
from urllib.parse import urljoin

LOOKED_AT = 300_000
CHARSET = re.compile(rb"""<meta[^>]{0,200}charset=["']?([\w-]{2,30})""", re.I)
TITLE = ("og:title", "twitter:title")
WORDS = ("og:description", "twitter:description", "description")
PICTURE = ("og:image:secure_url", "og:image", "og:image:url", "twitter:image", "twitter:image:src")


@dataclass
class Found:
    title: str = ""
    words: str = ""
    site: str = ""
    picture: str = ""


def read(body: bytes, charset: str, url: str) -> Found:
    page = _Head()
    try:
        page.feed(_text(body[:LOOKED_AT], charset))
    except (_Enough, AssertionError, ValueError):
        pass  # an odd page says what it said so far
    said = page.said
    picture = next((said[name] for name in PICTURE if said.get(name)), "")
    return Found(
        title=_line(next((said[name] for name in TITLE if said.get(name)), page.title), 300),
        words=_line(next((said[name] for name in WORDS if said.get(name)), ""), 600),
        site=_line(said.get("og:site_name", ""), 120),
        picture=_joined(url, picture),
    )


def _text(body: bytes, charset: str) -> str:
    told = CHARSET.search(body[:4096])
    for name in filter(None, (charset, told[1].decode() if told else "")):
        try:
            return body.decode(name, "replace")
        except (LookupError, UnicodeError):
            continue  # it names an alphabet that nobody knows
    return body.decode("utf-8", "replace")


def _line(text: str, most: int) -> str:
    """One line of plain words, without what turns or hides letters."""
    text = "".join(c if c.isprintable() else " " for c in text)
    text = " ".join(text.split())
    return text if len(text) <= most else text[: most - 1].rsplit(" ", 1)[0] + "…"


def _joined(url: str, address: str) -> str:
    try:
        return urljoin(url, address.strip()) if address.strip() else ""
    except ValueError:
        return ""


class _Enough(Exception):
    """The head is over."""


class _Head(HTMLParser):
    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.said: dict[str, str] = {}
        self.title, self._in_title = "", False

    def handle_starttag(self, tag, attrs):
        if tag == "body":
            raise _Enough
        if tag == "title" and not self.title:
            self._in_title = True
        if tag == "meta":
            told = {name: value or "" for name, value in attrs}
            name = (told.get("property") or told.get("name") or "").lower()
            self.said.setdefault(name, told.get("content", ""))

    def handle_data(self, data):
        if self._in_title:
            self.title += data[:1000]

    def handle_endtag(self, tag):
        if tag == "title":
            self._in_title = False
        if tag == "head":
            raise _Enough
