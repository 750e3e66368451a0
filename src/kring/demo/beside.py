"""What some features keep beside posts and people, as records of their own: the summary of a discussion, what came of a
comment, what was counted in a room."""

from __future__ import annotations

from collections.abc import Iterator

from kring.demo.story import Post, Story
from kring.demo.words import written


def of_post(story: Story, post: Post) -> Iterator[dict]:
    yield from summary(story, post)
    yield from further(story, post)
    yield from rooms(story, post)


def summary(story: Story, post: Post) -> Iterator[dict]:
    """`summary = { by, at, text, of = [1, 3] }`: the numbers are those of the comments; `closed` where it ended with that."""
    told = post.raw.get("summary")
    if not told:
        return
    at = story.clock.iso(story.clock.moment(told["at"]))
    record = {
        "type": "summary", "content": post.id, "author": told["by"], "created_at": at, "format": "markdown",
        "body": written(told["text"], story.clock, story.people, post.raw.get("language", "nl")),
        "comments": [f"{post.id}.{number}" for number in told.get("of", ())],
    }  # fmt: skip
    yield record | ({"closed_at": at, "closed_by": told["by"]} if told.get("closed") else {})


def further(story: Story, post: Post) -> Iterator[dict]:
    """`from = ["d-thuiswerk", 5]`: it came of the fifth comment on that post."""
    if told := post.raw.get("from"):
        of, number = told
        yield {
            "type": "further", "content": post.id, "of": of, "comment": f"{of}.{number}", "actor": post.raw["by"],
            "created_at": story.clock.iso(post.at),
        }  # fmt: skip


def rooms(story: Story, post: Post) -> Iterator[dict]:
    """`room = [{ by, at, people, place, counts = { like = 8 } }]`"""
    for number, told in enumerate(post.raw.get("room", ()), 1):
        at = story.clock.moment(told["at"])
        yield {
            "type": "room_count", "id": f"{post.id}.room.{number}", "content": post.id, "actor": told["by"],
            "people": told["people"], "counts": told["counts"], "place": told["place"],
            "counted_on": at.date().isoformat(), "created_at": story.clock.iso(at),
        }  # fmt: skip
