"""Answers to dates, and the questions of a town hall: what a post says of them in short, as records."""

from __future__ import annotations

from collections.abc import Iterator

from kring.demo import crowd
from kring.demo.story import Post, Story

YES, MAYBE, NO = 2, 1, 0


def of_post(story: Story, post: Post, able: list[str]) -> Iterator[dict]:
    yield from _dates(story, post, able)
    for n, told in enumerate(post.raw.get("questions", ()), 1):
        yield from _question(story, post, able, f"{post.id}.{n}", told)


def _dates(story: Story, post: Post, able: list[str]) -> Iterator[dict]:
    """`dates` = { option = [yes, if need be, no] }: the same people answer to each date, in another order."""
    for option, counts in post.raw.get("dates", {}).items():
        voters = crowd.chosen(able, sum(counts), post.id, "vote")
        voters = sorted(voters, key=lambda key: crowd.number(key, post.id, option))
        values = [value for value, count in zip((YES, MAYBE, NO), counts, strict=True) for _ in range(count)]
        for key, value in zip(voters, values, strict=False):
            yield _vote(story, post, key, option, value)


def _question(story: Story, post: Post, able: list[str], id: str, told: dict) -> Iterator[dict]:
    record = {"type": "hall_question", "id": id, "content": post.id, "text": told["text"], "key": id}
    record["format"] = "markdown"
    if "by" in told:
        at = crowd.moment_of(told["by"], id, post.at, story.clock)
        record |= {"person": told["by"], "created_at": story.clock.iso(at)}
    if "answered" in told:
        by, when, words = told["answered"]
        at = story.clock.iso(story.clock.moment(when))
        record |= {"answered_by": by, "answered_at": at, "body": words}
    if "aside" in told:
        by, why = told["aside"]
        record |= {"aside_by": by, "aside": why, "aside_at": story.clock.iso(story.clock.end)}
    yield record
    for key in crowd.chosen(able, told["votes"], id, "vote"):
        yield _vote(story, post, key, id, 1)


def _vote(story: Story, post: Post, key: str, option: str, value: int) -> dict:
    at = story.clock.iso(crowd.moment_of(key, post.id, post.at, story.clock))
    return {
        "type": "vote", "content": post.id, "person": key, "option": option, "value": value, "created_at": at,
    }  # fmt: skip
