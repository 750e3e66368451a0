"""The head of a file, between `---` (YAML) or `+++` (TOML), and what is usually said there under different names."""

import re
import tomllib
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

import yaml

HEAD = re.compile(r"\A(---|\+\+\+)[ \t]*\n(.*?)^(?:\1|\.\.\.)[ \t]*(?:\n|\Z)", re.S | re.M)
LONGEST = 64 * 1024  # characters; a longer one is no head


class BadHead(Exception):
    """Why the head of a file can't be read."""


@dataclass
class Head:
    """What a file says of itself; what it doesn't say is empty. `author` is a name, a handle or an address."""

    title: str = ""
    author: str = ""
    email: str = ""
    keeper: str = ""
    created: datetime | None = None
    updated: datetime | None = None
    review: date | None = None
    topics: list[str] = field(default_factory=list)
    weight: int | None = None
    description: str = ""
    language: str = ""
    draft: bool = False


def split(source: str) -> tuple[str, str, str]:
    """(mark, head, text) of a file; the first two are empty where it has no head."""
    match = HEAD.match(source)
    if match is None or len(match[2]) > LONGEST:
        return "", "", source
    return match[1], match[2], source[match.end() :]


def read(mark: str, head: str, zone: ZoneInfo) -> Head:
    """Raises BadHead with the reason."""
    try:
        found = tomllib.loads(head) if mark == "+++" else yaml.safe_load(head) if head.strip() else {}
    except (yaml.YAMLError, tomllib.TOMLDecodeError, ValueError, RecursionError) as error:
        raise BadHead(" ".join(str(error).split())[:200]) from None
    if found is None:
        return Head()
    if not isinstance(found, dict):
        raise BadHead("it isn't a list of names and values")
    return _head({str(name).lower().replace("-", "_"): value for name, value in found.items()}, zone)


def _head(found: dict, zone: ZoneInfo) -> Head:
    def first(*names):
        return next((found[name] for name in names if found.get(name) not in (None, "", [])), None)

    author = first("author", "authors", "by")
    author = author[0] if isinstance(author, list) else author
    email = ""
    if isinstance(author, dict):
        author, email = author.get("name"), _words(author.get("email"))
    return Head(
        title=_words(first("title", "name"))[:250],
        author=_words(author)[:120],
        email=email[:250],
        keeper=_words(first("keeper", "owner", "maintainer"))[:120],
        created=_moment(first("date", "created", "created_at", "published", "publishdate"), zone),
        updated=_moment(first("updated", "lastmod", "last_modified", "last_modified_at", "modified"), zone),
        review=_day(first("review", "review_at", "review_date", "next_review")),
        topics=_list(first("topics", "tags", "keywords", "categories")),
        weight=_number(first("weight", "order", "nav_order", "position", "sidebar_position")),
        description=_words(first("description", "summary", "lead", "excerpt")),
        language=_words(first("language", "lang", "locale"))[:5],
        draft=found.get("draft") is True or found.get("published") is False,
    )


def _words(value) -> str:
    if not isinstance(value, str | int | float | date) or isinstance(value, bool):
        return ""
    return " ".join(str(value).replace("\0", "").split())


def _list(value) -> list[str]:
    if isinstance(value, str):
        value = value.split(",")
    if not isinstance(value, list):
        return []
    words = [_words(one).lstrip("#")[:80] for one in value[:50]]
    return list(dict.fromkeys(word for word in words if word))


def _number(value) -> int | None:
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value < 1_000_000:
        return None
    return int(value)


def _moment(value, zone: ZoneInfo) -> datetime | None:
    if isinstance(value, str):
        try:
            value = datetime.fromisoformat(value.strip())
        except ValueError:
            return None
    if isinstance(value, date) and not isinstance(value, datetime):
        value = datetime.combine(value, time())
    if not isinstance(value, datetime) or not 1900 <= value.year <= 2199:
        return None
    return (value if value.tzinfo else value.replace(tzinfo=zone)).astimezone(UTC)


def _day(value) -> date | None:
    if isinstance(value, datetime):
        value = value.date()
    if isinstance(value, str):
        try:
            value = date.fromisoformat(value.strip()[:10])
        except ValueError:
            return None
    return value if isinstance(value, date) and 1900 <= value.year <= 2199 else None
