"""Looking at an address: the feed that stands there, or that the page there names."""

import json
import subprocess
import sys
from dataclasses import asdict, dataclass, field
from datetime import datetime

from kring.core.outside.fetching import Fetched, Mark, Unreachable, fetch
from kring.tools.sources.problems import Problem

TYPES = (
    "application/atom+xml", "application/rss+xml", "application/rdf+xml", "application/xml", "text/xml", "text/html",
    "application/xhtml+xml", "text/plain", "application/octet-stream",
)  # fmt: skip
MOST = 3_000_000
SECONDS = 10.0
PATIENCE = 25
CHILD = "kring.tools.sources.child"


@dataclass(frozen=True)
class Found:
    """An entry as it is read: plain text, and addresses of websites or none."""

    guid: str
    url: str
    title: str
    summary: str
    at: str | None

    @property
    def moment(self) -> datetime | None:
        return datetime.fromisoformat(self.at) if self.at else None


@dataclass(frozen=True)
class Feed:
    """`others`: the other feeds that a page named ({"title", "url"}); `unchanged`: nothing is new since last time."""

    url: str
    title: str = ""
    site: str = ""
    language: str = ""
    entries: list[Found] = field(default_factory=list)
    others: list[dict] = field(default_factory=list)
    mark: Mark = Mark()
    unchanged: bool = False

    def told(self) -> dict:
        """As it is kept until somebody says yes."""
        return asdict(self)

    @classmethod
    def kept(cls, told: dict) -> "Feed":
        entries = [Found(**entry) for entry in told["entries"]]
        return cls(**told | {"entries": entries, "mark": Mark(**told["mark"])})


def look_at(url: str) -> Feed:
    """What a person who gave `url` means: the feed there, or the first one that the page there names. Raises Problem."""
    answer = _fetched(url)
    found = understood(answer)
    if found["state"] == "feed":
        return _feed(found, answer, url)
    if not found["feeds"]:
        raise Problem("none")
    first, *others = sorted(found["feeds"], key=_is_of_comments)
    answer = _fetched(first["url"])
    feed = understood(answer)
    if feed["state"] != "feed":
        raise Problem("none")
    return _feed(feed, answer, first["url"], others)


def look_again(url: str, since: Mark) -> Feed:
    """A feed that is known. Raises Problem."""
    answer = _fetched(url, since)
    if answer.unchanged:
        return Feed(url, unchanged=True, mark=since)
    found = understood(answer)
    if found["state"] != "feed":
        raise Problem("none")
    return _feed(found, answer, url)


def _fetched(url: str, since: Mark | None = None) -> Fetched:
    try:
        return fetch(url, TYPES, MOST, seconds=SECONDS, since=since)
    except Unreachable as why:
        raise Problem.of(why) from None


def understood(answer: Fetched) -> dict:
    """What reading.py makes of it, in a process of its own. Raises Problem."""
    command = [sys.executable, "-I", "-m", CHILD, answer.type, answer.charset, answer.url]
    try:
        done = subprocess.run(
            command,
            input=answer.body,
            capture_output=True,
            timeout=PATIENCE,
            env={"LANG": "C.UTF-8"},
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise Problem("large") from None
    if done.returncode < 0:  # a limit ended it
        raise Problem("large")
    try:
        found = json.loads(done.stdout)
        state = found["state"]
    except (ValueError, KeyError, TypeError):
        raise Problem("broken") from None
    if state in ("large", "broken"):
        raise Problem(state)
    return found


def _feed(found: dict, answer: Fetched, url: str, others=()) -> Feed:
    entries = [Found(**entry) for entry in found["entries"]]
    title = found["title"] or url.partition("://")[2].partition("/")[0].removeprefix("www.")
    return Feed(url, title, found["site"], found["language"], entries, list(others), answer.mark)


def _is_of_comments(feed: dict) -> bool:
    """Many websites name a feed of the comments beside that of what they write."""
    return (
        "comment" in feed["url"].lower()
        or "comment" in feed["title"].lower()
        or "reacties" in feed["title"].lower()
    )
