"""Feeds as they are really written, and as somebody writes them who means ill."""

import json
import subprocess
import sys

import pytest

from kring.core.outside.fetching import Fetched
from kring.tools.sources import looking
from kring.tools.sources.problems import Problem
from kring.tools.sources.reading import SUMMARY, read
from kring.tools.sources.tests.feeds import RSS, item, rss

HERE = "https://news.example/feed/all.xml"
ATOM = b"""<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title type="html">A &amp;amp; B</title><link href="/"/>
<entry><id>tag:news.example,2026:1</id><title type="text">5 &lt; 6 &amp; 7</title><link rel="alternate" href="../one"/>
<updated>2026-06-01T12:00:00+02:00</updated><content type="html">&lt;p&gt;Long&lt;/p&gt;&lt;p&gt;story&lt;/p&gt;</content></entry></feed>"""


def entry(**fields) -> dict:
    return read(rss(item(1, **fields)), RSS, "", HERE)["entries"][0]


def test_rss_and_atom():
    found = read(rss(item(1), item(2)), RSS, "utf-8", HERE)
    assert (found["state"], found["title"], found["site"], found["language"]) == (
        "feed",
        "The paper",
        "https://news.example/",
        "nl",
    )
    assert found["entries"][0] == {
        "guid": "https://news.example/?p=1", "url": "https://news.example/1", "title": "Item 1",
        "summary": "What happened in 1.", "at": "2026-06-02T10:00:00+00:00",
    }  # fmt: skip
    found = read(ATOM, "application/atom+xml", "", HERE)
    one = found["entries"][0]
    assert (found["title"], found["site"]) == ("A & B", "https://news.example/")
    assert (one["title"], one["url"], one["summary"]) == (
        "5 < 6 & 7",
        "https://news.example/one",
        "Long story",
    )
    assert one["at"] == "2026-06-01T10:00:00+00:00"


def test_a_page_names_its_feeds():
    page = b"""<html><head><base href="/nl/"><link rel="stylesheet" href="x.css"><link rel="ALTERNATE" type="application/rss+xml" title="News" href="feed">
      <link rel=alternate type="application/atom+xml; charset=utf-8" href="https://other.example/atom"><link rel=alternate type="application/rss+xml" href="javascript:x">
      <link rel="alternate" hreflang="en" href="/en/"></head><body><link rel=alternate type="application/rss+xml" href="/late"></body></html>"""
    found = read(page, "text/html", "nonsense-8", HERE)
    assert found["state"] == "page"
    assert found["feeds"] == [
        {"title": "News", "url": "https://news.example/nl/feed"},
        {"title": "", "url": "https://other.example/atom"},
    ]


@pytest.mark.parametrize(
    "body", [b"", b"<", b"\0" * 9000, b"/etc/passwd", b"http://127.0.0.1/", b"{}", b"\xff\xfe<\0r\0", b"<link " * 50_000, b"&#" * 90_000]
)  # fmt: skip
def test_what_is_no_feed(body):
    found = read(body, "text/html", "", HERE)
    assert found == {"state": "page", "feeds": []}


def test_scripts_in_titles_and_summaries_are_gone():
    bad = (
        "&lt;script&gt;alert(1)&lt;/script&gt;&lt;img src=x onerror=alert(1)&gt;&lt;b&gt;Bold&lt;/b&gt; words"
    )
    for value in (bad, f"<![CDATA[{bad.replace('&lt;', '<').replace('&gt;', '>')}]]>"):
        one = entry(title=value, description=value)
        for text in (one["title"], one["summary"]):
            assert "alert" not in text and "<" not in text and "Bold words" in text, text


@pytest.mark.parametrize(
    "link", ["javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", "mailto:a@example.org", "https://a:b@example.org/", "https://x\" onclick=\"y/", ""]
)  # fmt: skip
def test_addresses_that_are_none_of_a_website_lead_nowhere(link):
    assert entry(link=link.replace('"', "&quot;"), guid="one")["url"] in (
        "",
        "https://news.example/feed/all.xml",
    )


def test_relative_links_lead_to_the_website():
    assert entry(link="../2026/one?a=b")["url"] == "https://news.example/2026/one?a=b"


def test_without_guid_title_or_date():
    one = entry(guid=None, title=None, pubDate=None)
    assert (one["guid"], one["at"], one["title"]) == ("", None, "What happened in 1.")
    for date in ("yesterday", "Mon, 99 Foo 2026", "9999999999", "Fri, 01 Jan 99999 00:00:00 GMT", ""):
        assert entry(pubDate=date)["title"] == "Item 1"


def test_huge_entries_are_cut_and_an_article_is_never_whole():
    one = entry(
        title="word " * 50_000,
        description="<![CDATA[" + "<p>word word</p>" * 50_000 + "]]>",
        guid="g" * 90_000,
    )
    assert len(one["title"]) <= 250 and len(one["summary"]) <= SUMMARY and len(one["guid"]) <= 1000
    assert one["summary"].endswith("word…")
    assert len(read(rss(*(item(n) for n in range(3000))), RSS, "", HERE)["entries"]) == 100


@pytest.mark.parametrize("charset", ["iso-8859-1", "windows-1252", "utf-16"])
def test_other_letters(charset):
    text = (
        rss(item(1, title="Café in de Oude Haven"))
        .decode()
        .replace('encoding="utf-8"', f'encoding="{charset}"')
    )
    assert read(text.encode(charset), RSS, "", HERE)["entries"][0]["title"] == "Café in de Oude Haven"
    assert (
        read(text.encode(charset), "text/xml", charset, HERE)["entries"][0]["title"]
        == "Café in de Oude Haven"
    )


def test_invisible_and_turning_letters_are_gone():
    assert entry(title="A\u202eb\u200bc&#7;&#x202e;d")["title"] == "A b c d".replace("  ", " ")


BOMB = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">' + "".join(
    f'<!ENTITY {chr(98 + n)} "{("&" + chr(97 + n) + ";") * 10}">' for n in range(9)
) + "]>"  # fmt: skip
OUTWARD = '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd"><!ENTITY % p SYSTEM "http://127.0.0.1:9/x.dtd"> %p;]>'
WIDE = f'<!DOCTYPE x [<!ENTITY a "{"a" * 400_000}">]>'


@pytest.mark.parametrize(
    ("doctype", "title"),
    [(BOMB, "&j;"), (OUTWARD, "&e;"), (WIDE, "&a;" * 20_000)],
    ids=["bomb", "outward", "wide"],
)
def test_entities_bring_nothing_in_and_blow_nothing_up(doctype, title):
    body = rss(item(1, title=title)).replace(b"?>", b"?>" + doctype.encode(), 1)
    try:
        text = json.dumps(looking.understood(Fetched(HERE, RSS, "", body)))
    except Problem as problem:
        text = problem.code
    assert "root:" not in text and len(text) < 100_000


def test_who_reads_has_a_process_of_their_own_with_limits(monkeypatch):
    found = looking.understood(Fetched(HERE, RSS, "utf-8", rss(item(1))))
    assert found["entries"][0]["title"] == "Item 1"
    monkeypatch.setattr(looking, "PATIENCE", 0.01)
    with pytest.raises(Problem, match="large"):
        looking.understood(Fetched(HERE, RSS, "utf-8", rss(item(1))))


def test_the_process_knows_no_settings():
    code = "import sys, kring.tools.sources.child; print('django' in sys.modules)"
    done = subprocess.run([sys.executable, "-I", "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
