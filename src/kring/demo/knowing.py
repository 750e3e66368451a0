"""Who confirms what colleagues know, and what was suggested to one of them, as records of the knowledge map."""

from __future__ import annotations

from collections.abc import Iterator

from slugify import slugify

from kring.demo import crowd
from kring.demo.story import Story

MOST = 5  # who confirm one thing
SUGGESTED = (("tom", "dienstverlening", "lies"), ("olena", "zaaksysteem", "nisha"))


def words(story: Story) -> dict[str, str]:
    """What people say that they know about → the id of its topic."""
    ids = {name: topic["id"] for topic in story.topics for name in (topic["id"], topic["name"])}
    said = (word for person in story.people.values() for word in person.get("expertise", ()))
    return {word: ids.get(word) or slugify(word) for word in dict.fromkeys(said)}


def topics(story: Story) -> Iterator[dict]:
    """Those that nothing is posted about."""
    there = {topic["id"] for topic in story.topics}
    for word, id in words(story).items():
        if id not in there:
            there.add(id)
            yield {"type": "topic", "id": id, "name": word}


def of_people(story: Story) -> Iterator[dict]:
    ids = words(story)
    for key, person in story.people.items():
        for word in person.get("expertise", ()):
            for by in _who_confirm(story, key, word):
                at = crowd.moment_of(by, key + word, max(story.joined(key), story.joined(by)), story.clock)
                yield {
                    "type": "knowledge_confirmed", "person": key, "topic": ids[word], "by": by,
                    "created_at": story.clock.iso(at),
                }  # fmt: skip
    for key, word, by in SUGGESTED:
        at = story.clock.iso(story.clock.moment("w1 11:00"))
        yield {"type": "knowledge_suggested", "person": key, "topic": ids[word], "by": by, "created_at": at}


def _who_confirm(story: Story, key: str, word: str) -> list[str]:
    """Those who know about it too, and those who work beside them; of some things nobody."""
    person = story.people[key]
    beside = [
        other
        for other, one in story.people.items()
        if other != key
        and one.get("active", True)
        and one.get("role") != "guest"
        and (word in one.get("expertise", ()) or one.get("department", "-") == person.get("department"))
    ]
    return crowd.chosen(beside, crowd.number(key, word, "known") % (MOST + 1), key, word)
