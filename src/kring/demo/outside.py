"""What groups of Waterveen follow outside, what of that waits for a host, and what they said yes and no to.

The papers are made up and their addresses lead nowhere, so their next time is far away: a demonstration asks nobody anything."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from html import escape

from kring.demo.story import Story, rows
from kring.tools.sources import identity
from kring.tools.sources.looking import Found

FAR = timedelta(days=21)
NEAR = timedelta(hours=5)


def of_story(story: Story) -> Iterator[dict]:
    sources = {told["id"]: told for told in rows("outside.toml", "source")}
    for told in sources.values():
        yield source(story, told)
    for number, told in enumerate(rows("outside.toml", "entry"), 1):
        made = entry(story, told, sources[told["source"]], number)
        if told.get("state") == "published":
            made["content"] = f"{made['id']}-news"
            yield news(story, told, sources[told["source"]], made)
        yield made


def source(story: Story, told: dict) -> dict:
    """`silent`: since then its website hasn't answered."""
    clock = story.clock
    record = {
        "type": "news_source",
        "author": told["by"],
        **{name: told[name] for name in ("id", "title", "url", "site")},
    }
    record |= _where(told) | {
        "created_at": clock.iso(clock.moment(told["made"])),
        "next_at": clock.iso(clock.now + FAR),
    }
    if "silent" in told:
        silent = clock.moment(told["silent"])
        return record | {
            "failing_since": clock.iso(silent), "fetched_at": clock.iso(silent - timedelta(hours=1)),
            "next_at": clock.iso(clock.now + NEAR),
        }  # fmt: skip
    return record | {"fetched_at": clock.iso(clock.now - timedelta(minutes=25))}


def entry(story: Story, told: dict, source: dict, number: int) -> dict:
    at = story.clock.iso(story.clock.moment(told["at"]))
    url = f"{source['site']}artikel/{1400 + number}"
    found = Found(url, url, told["title"], told.get("summary", ""), at)
    record = {
        "type": "news_entry", "id": f"{source['id']}-{number}", "source": source["id"], "key": identity.key(found, ""),
        "twin": identity.twin(found), "state": told.get("state", "waiting"), "title": found.title, "summary": found.summary, "url": url,
        "language": "nl", "published_at": at, "arrived_at": at, "seen_at": at,
    }  # fmt: skip
    if "by" in told:
        record |= {
            "decided_by": told["by"],
            "decided_at": story.clock.iso(story.clock.moment(told["decided"])),
        }
    return record | _where(source)


def news(story: Story, told: dict, source: dict, made: dict) -> dict:
    """As it looks when a host has published it with words of their own."""
    body = (
        f"<p>{escape(told['words'])}</p><blockquote><p>{escape(told['summary'])}</p></blockquote>"
        f'<p>Bron: <a href="{made["url"]}">{escape(source["title"])}</a></p>'
    )
    return {
        "type": "content", "id": made["content"], "kind": "news", "author": told["by"], "title": told["title"], "format": "html",
        "body": body, "language": "nl", "created_at": made["decided_at"], "published_at": made["decided_at"], "url": made["url"],
    } | _where(source)  # fmt: skip


def _where(told: dict) -> dict:
    return {} if told["group"] == "everyone" else {"group": told["group"]}
