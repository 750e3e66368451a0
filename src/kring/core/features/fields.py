"""The fields of interchange records: what each may hold, read into the value that is stored.

`read` returns the value or raises BadRecord with a phrase that stands after the field's name in the report. A null is
a field that isn't there.
"""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any


class BadRecord(Exception):
    """Why a record can't be taken in: “author is missing”."""


@dataclass(frozen=True, kw_only=True)
class Field:
    required: bool = False
    default: Any = None

    def read(self, value):
        return value


@dataclass(frozen=True)
class Text(Field):
    """Words, without what surrounds them. Longer than `limit` is cut (and said so by the loader), unless `exact`."""

    limit: int = 0
    exact: bool = False

    def read(self, value):
        if type(value) is not str:
            raise BadRecord(f"is {kind_of(value)}, not text")
        value = value.strip()
        if not value and self.required:
            raise BadRecord("is empty")
        if self.exact and len(value) > self.limit:
            raise BadRecord(f"is longer than {self.limit} characters")
        return value


@dataclass(frozen=True)
class Body(Field):
    """A text with its format beside it, kept as it is: the importer makes clean HTML of it."""

    def read(self, value):
        if type(value) is not str:
            raise BadRecord(f"is {kind_of(value)}, not text")
        if not value.strip() and self.required:
            raise BadRecord("is empty")
        return value


@dataclass(frozen=True)
class Word(Field):
    """One of a few words."""

    choices: tuple[str, ...] = ()

    def read(self, value):
        if value not in self.choices:
            raise BadRecord(f"is {shown(value)}, not one of {', '.join(self.choices)}")
        return value


@dataclass(frozen=True)
class Time(Field):
    """A moment: ISO 8601 with an offset, in a year that a calendar can show."""

    def read(self, value):
        try:
            moment = datetime.fromisoformat(value)
        except (TypeError, ValueError):
            raise BadRecord(f"is {shown(value)}, not a time (ISO 8601)") from None
        if moment.tzinfo is None:
            raise BadRecord(f"is {shown(value)}, a time without an offset")
        if not 1900 <= moment.year <= 2199:
            raise BadRecord(f"is {shown(value)}, out of range (1900 to 2199)")
        return moment.astimezone(UTC)


@dataclass(frozen=True)
class Day(Field):
    """A date; a moment counts as the day that it is on where it was written."""

    def read(self, value):
        try:
            day = date.fromisoformat(value) if len(value) <= 10 else datetime.fromisoformat(value).date()
        except (TypeError, ValueError):
            raise BadRecord(f"is {shown(value)}, not a date") from None
        if not 1900 <= day.year <= 2199:
            raise BadRecord(f"is {shown(value)}, out of range (1900 to 2199)")
        return day


@dataclass(frozen=True)
class Flag(Field):
    def read(self, value):
        if type(value) is not bool:
            raise BadRecord(f"is {shown(value)}, not true or false")
        return value


@dataclass(frozen=True)
class Words(Field):
    """A list of texts."""

    default: Any = ()

    def read(self, value):
        if type(value) is not list or any(type(word) is not str for word in value):
            raise BadRecord("is not a list of texts")
        return [word.strip() for word in value if word.strip()]


@dataclass(frozen=True)
class Mapping(Field):
    default: Any = field(default_factory=dict)

    def read(self, value):
        if type(value) is not dict:
            raise BadRecord(f"is {kind_of(value)}, not an object")
        return value


@dataclass(frozen=True)
class Files(Field):
    """Files of the package: [{path, name, caption}]."""

    default: Any = ()

    def read(self, value):
        if type(value) is not list:
            raise BadRecord("is not a list of files")
        for one in value:
            if type(one) is not dict or type(one.get("path")) is not str:
                raise BadRecord("has a file without a path")
            if any(type(one.get(name, "")) not in (str, type(None)) for name in ("name", "caption")):
                raise BadRecord("has a file with a name that isn't text")
        return value


@dataclass(frozen=True)
class Link(Field):
    """The id of another record, read into the id of its row. A link that leads nowhere makes a record bad where it is
    `required` or `strict`; else it is left out, and said so. `later`: the loader finds it after everything is in."""

    type: str = ""
    strict: bool = False
    later: bool = False

    def read(self, value):
        if type(value) is not str or not value:
            raise BadRecord(f"is {shown(value)}, not an id")
        return value


def kind_of(value) -> str:
    names = {
        str: "text",
        int: "a number",
        float: "a number",
        bool: "true or false",
        list: "a list",
        dict: "an object",
    }
    return names.get(type(value), "nothing")


def shown(value) -> str:
    """A value as a report shows it: short, and on one line."""
    words = value if type(value) is str else kind_of(value)
    words = "".join(c if c.isprintable() else "·" for c in words[:61])
    return f"“{words[:60]}…”" if len(words) > 60 else f"“{words}”" if type(value) is str else words
