"""The story as interchange records, which go in through the door that every import takes."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from kring.demo import asking, beside, crowd, knowing, outside, planned, readers
from kring.demo.papers import path_of
from kring.demo.pictures import LOOKS
from kring.demo.story import BEGAN, Post, Story
from kring.demo.words import unwrapped, written

ABOUT = {
    "format": "kring-interchange",
    "version": 1,
    "title": "Gemeente Waterveen",
    "source": "waterveen",
    "licence": "EUPL-1.2",
    "attribution": "Written for Kring. Waterveen and everybody in it are made up.",
    "languages": ["nl", "en"],
}
SILENT = 3  # of the people who may react, those who never do: one in so many
GUIDES = {"manager", "host", "member", "guest"}
TELLING = {
    "starts_at",
    "ends_at",
    "closes_at",
    "highlighted_until",
    "collect_until",
    "discuss_until",
    "vote_until",
}
COMING = {  # what a thread file may say of those who come
    "yes": lambda _at: {},
    "maybe": lambda _at: {"answer": "maybe"},
    "no": lambda _at: {"answer": "no"},
    "waiting": lambda at: {"waiting_since": at},
    "attended": lambda _at: {"attended": True},
}


def records(now: datetime) -> Iterator[dict]:
    story = Story(now)
    yield from topics(story)
    yield from knowing.topics(story)
    yield from people(story)
    yield from groups(story)
    for post in story.posts:
        yield from thread(story, post)
    yield from readers.of_people(story)
    yield from knowing.of_people(story)
    yield from planned.of_story(story)
    yield from outside.of_story(story)


def people(story: Story) -> Iterator[dict]:
    names = {topic["id"]: topic["name"] for topic in story.topics}
    for key, person in story.people.items():
        copied = ("name", "handle", "title", "department", "location", "language", "role", "active")
        record = {"type": "person", "id": key} | {name: person[name] for name in copied if name in person}
        if "bio" in person:
            record["bio"] = unwrapped(person["bio"].strip())
        record["email"] = f"{record['handle']}@waterveen.example.org"
        record["language"] = person.get("language", "nl")
        record["joined_at"] = story.clock.iso(story.joined(key))
        if key in LOOKS:
            record["avatar"] = f"{key}-face.webp"
        if "boss" in person:
            record["manager"] = person["boss"]
        if "expertise" in person:
            record["expertise"] = [names.get(word, word) for word in person["expertise"]]
        yield record


def topics(story: Story) -> Iterator[dict]:
    for topic in story.topics:
        yield {"type": "topic", **topic}


def groups(story: Story) -> Iterator[dict]:
    """All but the organisation's own, which every platform has already."""
    for id, group in story.groups.items():
        if id == "everyone":
            continue
        began = story.clock.moment(group.get("began", BEGAN))
        copied = ("name", "access", "parent", "kind", "description")
        record = {"type": "group", "id": id, "created_at": story.clock.iso(began)}
        record |= {name: group[name].strip() for name in copied if name in group}
        if group.get("picture"):
            record["cover"] = f"{group['picture']}.webp"
        yield record
        for key, role in story.members[id].items():
            joined = max(began, story.joined(key))
            yield {
                "type": "membership",
                "group": id,
                "person": key,
                "role": role,
                "joined_at": story.clock.iso(joined),
            }


def thread(story: Story, post: Post) -> Iterator[dict]:
    """A post with everything that was done with it."""
    yield content(story, post)
    able = _able(story, post)
    keen = [key for key in able if crowd.number(key, "keen") % SILENT]
    by = post.raw["by"]
    for who, when, note, body in post.raw.get("revisions", ()):
        yield {
            "type": "revision", "content": post.id, "author": who, "created_at": story.clock.iso(story.clock.moment(when)),
            "format": "markdown", "title": post.raw["title"], "note": note, "body": _text(story, body, post),
        }  # fmt: skip
    for comment in post.comments:
        yield {
            "type": "comment", "id": comment.id, "content": post.id, "author": comment.by, "format": "markdown",
            "created_at": story.clock.iso(comment.at), "body": _text(story, comment.text, post),
            **({"parent": comment.parent} if comment.parent else {}),
            **({"best": True} if comment.best else {}),
        }  # fmt: skip
        for key, emoji in crowd.reactions(comment.reactions, keen, comment.by, comment.id, 3):
            yield _reaction(story, key, emoji, comment.at, comment=comment.id)
    typical = 12 if post.group == "everyone" else 5
    for key, emoji in crowd.reactions(post.raw.get("reactions"), keen, by, post.id, typical):
        yield _reaction(story, key, emoji, post.at, content=post.id)
    yield from answers(story, post, able)
    yield from asking.of_post(story, post, able)
    yield from beside.of_post(story, post)
    yield from readers.of_post(story, post, able)
    yield from asked(story, post, able)


def _able(story: Story, post: Post) -> list[str]:
    """Who may react, vote or come. The guides leave what is new to whoever looks through their eyes."""
    recent = post.at > story.clock.moment("w2 00:00")
    able = (key for key in sorted(story.members[post.group]) if story.people[key].get("active", True))
    return [
        k
        for k in able
        if not story.people[k].get("aloof") and not (recent and story.people[k]["handle"] in GUIDES)
    ]


def content(story: Story, post: Post) -> dict:
    raw, clock = post.raw, story.clock
    at = clock.iso(post.at)
    record = {
        "type": "content", "id": post.id, "kind": raw.get("kind", "update"), "author": raw["by"], "created_at": at,
        "published_at": at, "format": "markdown", "body": _text(story, raw["body"], post) + _photos(raw),
        "language": raw.get("language", "nl"), "data": _data(story, raw),
    }  # fmt: skip
    if post.group != "everyone":
        record["group"] = post.group
    for name in ("topics", "parent", "pinned", "state"):
        if name in raw:
            record[name] = raw[name]
    if "picture" in raw:
        name, caption = raw["picture"]
        record["files"] = [{"path": f"{name}.webp", "caption": caption}]
    if "album" in raw:
        record["files"] = [{"path": f"{name}.webp", "caption": caption} for name, caption in raw["album"]]
    if "title" in raw:
        record["title"] = _text(story, raw["title"], post)
    if "edited" in raw:
        record["updated_at"] = clock.iso(clock.moment(raw["edited"]))
    if "review" in raw:
        record["review_at"] = clock.iso(clock.moment(raw["review"]))
    return record


def _photos(raw: dict) -> str:
    """Below the words, as the editor puts them there."""
    return "".join(f"\n\n![{caption}](files/{name}.webp)" for name, caption in raw.get("photos", ()))


def _data(story: Story, raw: dict) -> dict:
    data = _timed(story, raw.get("data", {}))
    if "versions" in raw:
        data["versions"] = [
            _version(story, raw, number, one) for number, one in enumerate(raw["versions"], 1)
        ]
    return data | ({"folder": raw["folder"]} if "folder" in raw else {})


def _version(story: Story, raw: dict, number: int, one: dict) -> dict:
    """One state of a document; its file is made of its words (papers.py)."""
    at = story.clock.moment(one.get("at", raw["at"]))
    found = {
        "path": path_of(raw["id"], number, one["name"]),
        "name": one["name"],
        "author": one.get("by", raw["by"]),
    }
    return found | {"created_at": story.clock.iso(at)} | ({"note": one["note"]} if "note" in one else {})


def _timed(story: Story, value, name: str = ""):
    """With moments in place of what the story calls them."""
    if isinstance(value, dict):
        return {key: _timed(story, one, key) for key, one in value.items()}
    if isinstance(value, list):
        return [_timed(story, one) for one in value]
    return story.clock.iso(story.clock.moment(value)) if name in TELLING else value


def answers(story: Story, post: Post, able: list[str]) -> Iterator[dict]:
    """Votes, who comes, and what was decided."""
    raw = post.raw
    votes = raw.get("votes", 0)
    wanted = votes if isinstance(votes, dict) else {"": votes}
    voters = crowd.chosen(able, sum(wanted.values()), post.id, "vote")
    for option, count in wanted.items():
        for key in voters[:count]:
            at = story.clock.iso(crowd.moment_of(key, post.id, post.at, story.clock))
            yield {
                "type": "vote", "content": post.id, "person": key, "value": 1, "created_at": at,
                **({"option": option} if option else {}),
            }  # fmt: skip
        voters = voters[count:]
    coming = crowd.chosen(able, 99, post.id, "come")
    for answer, count in raw.get("attendance", {}).items():
        for key in coming[:count]:
            at = story.clock.iso(crowd.moment_of(key, post.id, post.at, story.clock))
            yield {
                "type": "attendance",
                "content": post.id,
                "person": key,
                "created_at": at,
                "answer": "yes",
                **COMING[answer](at),
            }
        coming = coming[count:]
    if told := raw.get("outcome"):
        at = story.clock.iso(story.clock.moment(told["at"]))
        yield {
            "type": "outcome", "content": post.id, "decision": told["decision"], "author": told["by"],
            "owner": told.get("owner", told["by"]), "created_at": at, "reason": _text(story, told["reason"], post),
            "format": "markdown",
        }  # fmt: skip


def asked(story: Story, post: Post, able: list[str]) -> Iterator[dict]:
    """What everybody has to read, and the two thirds who did."""
    if until := post.raw.get("must_read"):
        at, until = story.clock.iso(post.at), story.clock.iso(story.clock.moment(until))
        yield {
            "type": "must_read",
            "content": post.id,
            "by": post.raw["by"],
            "created_at": at,
            "until": until,
        }
        for key in crowd.chosen(able, len(able) * 2 // 3, post.id, "read"):
            at = story.clock.iso(crowd.moment_of(key, post.id, post.at, story.clock))
            yield {"type": "read_confirmed", "content": post.id, "person": key, "created_at": at}


def _reaction(story: Story, key: str, emoji: str, posted: datetime, **what) -> dict:
    at = crowd.moment_of(key, str(what), posted, story.clock)
    return {"type": "reaction", "person": key, "emoji": emoji, "created_at": story.clock.iso(at), **what}


def _text(story: Story, text: str, post: Post) -> str:
    return written(text, story.clock, story.people, post.raw.get("language", "nl"))
