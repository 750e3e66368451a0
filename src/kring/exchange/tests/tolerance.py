"""What may differ between a package and an export of a platform that took it in. Everything else is a loss.

Each entry is a rule that docs/admin/export.md names; whoever adds one writes it there.
"""

import re
from datetime import datetime
from html import unescape
from urllib.parse import unquote

from kring.exchange.conversion import convert
from kring.exchange.identity import key_of
from kring.exchange.records.topics import slug_of
from kring.exchange.tests.platforms import records_of

TIMES = {"created_at", "updated_at", "published_at", "joined_at", "archived_at", "pinned_at", "review_at"}
NAMES = {"id", "author", "person", "group", "content", "comment", "parent", "manager", "actor", "owner"}
DEFAULTS = {  # defaults needn't be written
    "person": {"role": "member", "active": True},
    "group": {"access": "open"},
    "membership": {"role": "member"},
    "content": {
        "state": "published",
        "pinned": False,
        "comments_open": True,
        "data": {},
        "topics": [],
        "files": [],
    },
    "comment": {"best": False, "files": []},
    "reaction": {"emoji": "like"},
    "vote": {"value": 1},
}
OURS = {  # what an export tells more
    "group": {"slug", "format", "created_at"},
    "content": {"pinned_at", "archived_at"},
    "person": {"joined_at"},
    "membership": {"joined_at"},
    "event": {"id"},
    "outcome": {"format"},
}
IDENTITY = {
    "membership": ("group", "person"), "revision": ("content", "created_at", "author"),
    "reaction": ("person", "content", "comment", "emoji"), "vote": ("person", "content", "option"),
    "outcome": ("content", "created_at"), "event": ("verb", "actor", "created_at", "content"),
}  # fmt: skip
LINKS = re.compile(r'<a [^>]*href="kring:[^>]*>.*?</a>', re.S)  # a bare one shows what it leads to
PICTURE = re.compile(r'<img\b[^>]*?alt="([^"]*)"[^>]*>')


def differences(before, after) -> list[str]:
    """What of the package `before` isn't in the export `after`, or is there in other words."""
    was, now = by_identity(records_of(before)), by_identity(records_of(after))
    flatten(was)
    found = [f"{key} is gone" for key in was if key not in now]
    found += [f"{key} has come" for key in now if key not in was and not is_made(now[key], was)]
    for key in was.keys() & now.keys():
        found += [f"{key}: {said}" for said in told_otherwise(was[key], now[key])]
    return found[:20]


def by_identity(records: list[dict]) -> dict[tuple, dict]:
    found = {}
    for record in map(plain, records):
        names = IDENTITY.get(record["type"], ("id",))
        found[record["type"], *(str(record.get(name)) for name in names)] = record
    return found


def plain(record: dict) -> dict:
    """Times as moments, defaults left out, lists of topics without an order, a long id by its fingerprint."""
    record = {name: value for name, value in record.items() if value not in (None, "")}
    for name in NAMES & record.keys():
        record[name] = key_of(record[name])
    for name in TIMES & record.keys():
        record[name] = datetime.fromisoformat(record[name]).astimezone(tz=None)
    if isinstance(versions := record.get("data", {}).get("versions"), list):  # their times, too
        record["data"] = {**record["data"], "versions": [plain_version(one) for one in versions]}
    if record.get("published_at") == record.get("created_at"):
        record.pop("published_at", None)
    for name, value in DEFAULTS.get(record["type"], {}).items():
        if record.get(name) == value:
            del record[name]
    if "topics" in record:
        record["topics"] = sorted(set(map(key_of, record["topics"])))
    if "expertise" in record:  # words that mean the same topic
        record["expertise"] = sorted(set(map(slug_of, record["expertise"])))
    return record


def plain_version(one: dict) -> dict:
    if "created_at" not in one:
        return one
    return {**one, "created_at": datetime.fromisoformat(one["created_at"]).astimezone(tz=None)}


def flatten(records: dict[tuple, dict]) -> None:
    """An answer to an answer stands beside it."""
    comments = {record["id"]: record for record in records.values() if record["type"] == "comment"}
    for comment in comments.values():
        while comment.get("parent") and comments[comment["parent"]].get("parent"):
            comment["parent"] = comments[comment["parent"]]["parent"]


def is_made(record: dict, was: dict) -> bool:
    """The organisation's own group and who is in it; topics of what people know."""
    if record["type"] == "group":
        return record.get("everyone", False)
    if record["type"] == "membership":
        return ("group", record["group"]) not in was
    return record["type"] == "topic" and record["id"].startswith("kring-")


def told_otherwise(was: dict, now: dict) -> list[str]:
    found = []
    for name in sorted(was.keys() | now.keys()):
        old, new = was.get(name), now.get(name)
        if old == new or (old is None and name in OURS.get(was["type"], ())):
            continue
        if not ALLOWED.get(name, lambda old, new, was: False)(old, new, was):
            found.append(f"{name} was {str(old)[:300]!r}, is {str(new)[:300]!r}")
    return found


def same_words(old, new, was) -> bool:
    """A body goes out as HTML: the same words and the same links to records. A picture that is none shows its words."""
    if old is None or new is None:
        return False
    before, after = convert(old, was.get("format", "markdown"))[0], new
    return words(before) == words(after) and named(before) == named(after)


def words(html: str) -> list[str]:
    return re.findall(r"\w+", unescape(re.sub(r"<[^>]*>", "", PICTURE.sub(r"\1", LINKS.sub(" ", html)))))


def named(html: str) -> list[str]:
    """What the links of a body name; of the names that other systems give to headings ours are made."""
    return [unquote(unescape(address)).lower() for address in re.findall(r'href="(kring:[^"#]*)', html)]


def more_files(old, new, was) -> bool:
    """All files that a body shows or a document has are listed."""
    paths = {one["path"] for one in old or ()}
    return paths <= {one["path"] for one in new or ()}


def trimmed(old, new, was) -> bool:
    return type(old) is str and type(new) is str and old.strip() == new.strip()


def not_later(old, new, was) -> bool:
    """A change before its making is none."""
    return new is None and old <= was["created_at"]


def same_reason(old, new, was) -> bool:
    """A reason that names no format is plain text."""
    return same_words(old, new, {"format": "text", **was})


ALLOWED = {
    "body": same_words,
    "reason": same_reason,
    "description": same_words,
    "format": lambda old, new, was: new == "html",
    "files": more_files,
    "title": trimmed, "name": trimmed, "note": trimmed, "bio": trimmed,
    "updated_at": not_later,
    "avatar": lambda old, new, was: new is not None,
    "cover": lambda old, new, was: new is not None,
}  # fmt: skip
