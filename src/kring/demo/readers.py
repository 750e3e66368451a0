"""Who opened what, who follows what, who kept what for later: as interchange records."""

from __future__ import annotations

from collections.abc import Iterator

from kring.demo import crowd
from kring.demo.story import Post, Story


def of_post(story: Story, post: Post, able: list[str]) -> Iterator[dict]:
    """Views, follows and bookmarks of one post, by people who may see it."""
    share = 35 + crowd.number(post.id, "seen") % 40  # percent of a group that opens something
    talked = {post.raw["by"], *(comment.by for comment in post.comments)}
    seen = {*crowd.chosen(able, len(able) * share // 100, post.id, "view"), *talked.intersection(able)}
    for key in sorted(seen - {post.raw["by"]}):
        yield _record(story, post, "view", key)
    for key in sorted(talked):
        yield _record(story, post, "follow", key)
    for key in sorted(seen):
        if crowd.number(key, post.id, "keep") % 40 == 0:
            yield _record(story, post, "bookmark", key)


def of_people(story: Story) -> Iterator[dict]:
    """People follow the topics that they know about, and a few colleagues whom they like to read."""
    known = {topic["id"] for topic in story.topics}
    writers = sorted({post.raw["by"] for post in story.posts} - {"rob"})
    for key, person in story.people.items():
        at = story.clock.iso(story.joined(key))
        for topic in sorted(known.intersection(person.get("expertise", ()))):
            yield {"type": "follow", "person": key, "topic": topic, "created_at": at}
        for writer in crowd.chosen(writers, crowd.number(key, "fan") % 4, key, "follow"):
            if writer != key and story.people[key].get("role") != "guest":
                yield {"type": "follow", "person": key, "followee": writer, "created_at": at}


def _record(story: Story, post: Post, type: str, key: str) -> dict:
    at = post.at if key == post.raw["by"] else crowd.moment_of(key, post.id + type, post.at, story.clock)
    return {"type": type, "person": key, "content": post.id, "created_at": story.clock.iso(at)}
