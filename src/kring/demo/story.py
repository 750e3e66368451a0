"""The data files, read and made complete: who is in which group, and when everything was said."""

from __future__ import annotations

import tomllib
import unicodedata
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cached_property
from pathlib import Path

from kring.demo.clock import LATER, SPEC, Clock
from kring.demo.crowd import is_reactions, number

DATA = Path(__file__).parent / "data"
FOLDERS = ("threads", "wiki", "documents")
BEGAN = "w66 09:00"


@dataclass
class Comment:
    id: str
    by: str
    text: str
    at: datetime
    best: bool = False
    parent: str | None = None
    reactions: str | None = None


@dataclass
class Post:
    id: str
    at: datetime
    raw: dict
    comments: list[Comment] = field(default_factory=list)

    @property
    def group(self) -> str:
        return self.raw.get("group", "everyone")


class Story:
    def __init__(self, now: datetime):
        self.clock = Clock(now)

    @cached_property
    def people(self) -> dict[str, dict]:
        """Short name → person."""
        return {p["key"]: {"handle": self.handle(p), **p} for p in rows("people/*.toml", "person")}

    @staticmethod
    def handle(person: dict) -> str:
        plain = (
            unicodedata.normalize("NFKD", person["name"].replace("ı", "i")).encode("ascii", "ignore").decode()
        )
        first, *rest = plain.lower().split()
        return f"{first}.{''.join(rest)}"

    @cached_property
    def groups(self) -> dict[str, dict]:
        return {g["id"]: g for g in rows("groups/*.toml", "group")}

    @cached_property
    def topics(self) -> list[dict]:
        return list(rows("topics.toml", "topic"))

    @cached_property
    def posts(self) -> list[Post]:
        posts = [self._post(raw) for folder in FOLDERS for raw in rows(f"{folder}/*.toml", "post")]
        return sorted(posts, key=lambda post: post.at)

    def _post(self, raw: dict) -> Post:
        post = Post(raw["id"], self.clock.moment(raw["at"]), raw)
        for n, told in enumerate(raw.get("comments", ()), 1):
            post.comments.append(self._comment(post, n, list(told)))
        self._fit(post)
        return post

    def _comment(self, post: Post, n: int, told: list[str]) -> Comment:
        """["lies", "+1h", "text", "like 3"], where all but who and what may be left out; "> lies" answers the comment
        above it, "* lies" is the best answer."""
        mark, _, by = told[0].rpartition(" ")
        when = told.pop(1) if len(told) > 2 and (LATER.match(told[1]) or SPEC.match(told[1])) else None
        reactions = told.pop() if len(told) > 2 and is_reactions(told[-1]) else None
        if len(told) != 2:
            raise ValueError(f"{post.id}: a comment is who, when, what, reactions; not {told}")
        last = post.comments[-1].at if post.comments else post.at
        if when:
            at = self.clock.moment(when, last)
        else:
            gap = timedelta(minutes=4 + number(post.id, n) % 50)
            at = last + gap if raw_night(post) else self.clock.at_work(last + gap)
        roots = [c.id for c in post.comments if c.parent is None]
        parent = roots[-1] if mark == ">" and roots else None
        return Comment(f"{post.id}.{n}", by, told[1], at, mark == "*", parent, reactions)

    def _fit(self, post: Post) -> None:
        """A thread that would run past the end of the story is told faster."""
        last = max((c.at for c in post.comments), default=post.at)
        end = self.clock.end - timedelta(minutes=3)
        if last > end:
            share = (end - post.at) / (last - post.at)
            for comment in post.comments:
                comment.at = post.at + (comment.at - post.at) * share

    @cached_property
    def members(self) -> dict[str, dict[str, str]]:
        """Group → person → role. Who says something in an open group is in it."""
        found: dict[str, dict[str, str]] = {}
        for id, group in self.groups.items():
            departments = group.get("departments", ())
            inside = {key for key, p in self.people.items() if p.get("department") in departments}
            inside |= set(group.get("members", ()))
            found[id] = dict.fromkeys(sorted(inside), "member") | dict.fromkeys(
                group.get("hosts", ()), "host"
            )
        for post in self.posts:
            group = self.groups.get(post.group)
            if group and group.get("access", "open") == "open":
                for key in (post.raw["by"], *(c.by for c in post.comments)):
                    found[post.group].setdefault(key, "member")
        guests = {key for key, p in self.people.items() if p.get("role") == "guest"}
        found["everyone"] = dict.fromkeys((k for k in self.people if k not in guests), "member")
        return found

    def joined(self, key: str) -> datetime:
        """When somebody came onto the platform: in its first days, or on their own first day."""
        person = self.people[key]
        if "came" in person:
            return self.clock.moment(person["came"])
        return self.clock.moment(BEGAN) + timedelta(minutes=number(key, "joined") % 400)

    def first_day(self, told: str) -> str:
        """2019-03-01, w58, “41 jaar” (that long ago, and a bit) or “over 5 dagen 10 jaar” (a jubilee that is near)."""
        if told.startswith("over "):
            _over, days, _days, years, _years = told.split()
            day = self.clock.day0 + timedelta(days=int(days))
            return f"{day.year - int(years)}-{day:%m}-{min(day.day, 28):02}"
        if told.endswith(" jaar"):
            return str(self.clock.day0 - timedelta(days=int(told.split()[0]) * 365.25 + 100))
        return told if told[0].isdigit() else str(self.clock.day(told))


def raw_night(post: Post) -> bool:
    """A thread that isn't told in working hours: its comments come when they come."""
    return bool(post.raw.get("night"))


def rows(pattern: str, name: str):
    """The tables of this name in the files, in order; what stands at the top of a file holds for each of them."""
    for path in sorted(DATA.glob(pattern)):
        tables = tomllib.loads(path.read_text(encoding="utf-8"))
        common = {
            key: value for key, value in tables.items() if not isinstance(value, list) or key == "topics"
        }
        for table in tables.get(name, ()):
            yield common | table
