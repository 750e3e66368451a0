"""What is still to come in Waterveen: prompts that come back, posts that wait for their moment, drafts."""

from __future__ import annotations

from collections.abc import Iterator

from kring.demo.story import Story, rows
from kring.demo.words import written


def of_story(story: Story) -> Iterator[dict]:
    for told in rows("planned.toml", "prompt"):
        yield prompt(story, told)
    for told in rows("planned.toml", "planned"):
        yield post(story, told)


def prompt(story: Story, told: dict) -> dict:
    starts = story.clock.moment(told["starts"])
    copied = ("id", "kind", "title", "rhythm", "weekdays", "every", "hour")
    record = {"type": "prompt", "author": told["by"], "format": "markdown", "body": _text(story, told)}
    record |= {name: told[name] for name in copied if name in told} | _where(told)
    record |= {"starts_on": starts.date().isoformat(), "created_at": story.clock.iso(starts)}
    if "paused" in told:
        record |= {"paused_at": story.clock.iso(story.clock.moment(told["paused"])), "paused_by": told["by"]}
    return record


def post(story: Story, told: dict) -> dict:
    """Scheduled where it has a moment, else a draft."""
    record = {
        "type": "content", "id": told["id"], "kind": told.get("kind", "update"), "author": told["by"],
        "title": told["title"], "format": "markdown", "body": _text(story, told), "state": "draft",
        "language": told.get("language", "nl"), "created_at": story.clock.iso(story.clock.moment(told["made"])),
    }  # fmt: skip
    if "at" in told:
        record |= {"state": "scheduled", "published_at": story.clock.iso(story.clock.moment(told["at"]))}
    return record | _where(told)


def _where(told: dict) -> dict:
    """What stands in no other group is in the organisation's own."""
    return {} if told["group"] == "everyone" else {"group": told["group"]}


def _text(story: Story, told: dict) -> str:
    return written(told["body"], story.clock, story.people, told.get("language", "nl"))
