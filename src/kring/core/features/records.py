"""Loaders: how one type of interchange record comes in.

A loader says which fields its records have and writes a batch of them inside a transaction that it is given. It calls
no verb and records no event: what is imported has happened elsewhere, so nobody is told. Counters, versions and
everything else that a verb would move, it moves itself, in the same transaction.
"""

from dataclasses import dataclass, field
from typing import Any, Protocol

from kring.core.features.fields import BadRecord, Body, Field, Link, Text, Word

__all__ = ["BadRecord", "Batch", "Item", "Loader"]

FORMAT = Word(choices=("html", "markdown", "text"), required=True)


@dataclass(slots=True)
class Item:
    """A record on its way in. `values` are its fields as read (links as ids of rows), `extra` those nobody knows;
    `object_id` is its row where it came in before. `html`, `excerpt` stand for its body."""

    loader: "Loader"
    record: dict
    place: str
    size: int
    key: str
    digest: str
    values: dict[str, Any]
    extra: dict[str, Any]
    links: dict[str, str] = field(default_factory=dict)
    files: list = field(default_factory=list)
    object_id: int | None = None
    ref_id: int | None = None
    html: str = ""
    excerpt: str = ""

    @property
    def is_new(self) -> bool:
        return self.ref_id is None


class Batch(Protocol):
    """What a loader may ask of the import while it writes."""

    def note(self, item: Item, reason: str) -> None:
        """Something that whoever runs the import should know, though the record came in."""

    def keep(self, item: Item, payload: dict, reason: str) -> None:
        """Store what has no place here yet, so that it isn't lost."""

    def later(self, item: Item, field: str) -> None:
        """Set the link `field` once everything is in; what it names may come later."""

    def insert(self, model, rows: list[dict], one_of: tuple[str, ...] = ()) -> list[int | None]:
        """New rows, as dicts of columns; returns their ids. `one_of`: the columns that tell whether a row is there
        already; such a one is left out, and its id is None."""

    def count(self, model, column: str, id: int, step: int, touch: bool = False, **newest) -> None:
        """Move a counter of a row, and columns that hold the newest time of something; `touch` as below."""

    def touch(self, model, ids) -> None:
        """Cached pages that show these rows are out of date."""

    def find(self, type: str, ids) -> dict[str, int]:
        """The rows of records of this package, by their id there; unknown ones are missing."""

    def also_known_as(self, type: str, id: str, object_id: int) -> None:
        """Remember one more name of a row."""


class Loader:
    """Subclass it in a feature's `records.py` and name the class in a `Record` of the manifest."""

    type = ""
    after: tuple[str, ...] = ()
    """Types whose records must be in before: those that required links name."""
    fields: dict[str, Field] = {}
    data = ""
    """Where unknown fields stay: "data" for a JSON column of that name; empty: the import keeps them."""

    def __init__(self):
        self.required = [name for name, field in self.fields.items() if field.required]
        self.bodies = any(isinstance(field, Body) for field in self.fields.values())

    def key(self, record: dict) -> str:
        """What makes a record the same one when it comes again: unique per type within its source."""
        return record["id"]

    def read(self, record: dict) -> tuple[dict, dict, dict]:
        """(values, links, unknown fields); raises BadRecord."""
        values, links, extra = {}, {}, {}
        for name, value in record.items():
            if name == "type" or value is None:
                continue
            field = self.fields.get(name)
            if field is None:
                extra[name] = value
                continue
            try:
                value = field.read(value)
            except BadRecord as error:
                raise BadRecord(f"{name} {error}") from None
            if isinstance(field, Link):
                links[name] = value
            elif isinstance(field, Text) and field.limit and len(value) > field.limit:
                values[name] = value[: field.limit - 1].rstrip() + "…"
                extra[name] = value
            else:
                values[name] = value
        for name in self.required:
            if name not in values and name not in links:
                raise BadRecord(f"{name} is missing")
        return values, links, extra

    def value(self, item: Item, name: str):
        """A field's value, or its default."""
        found = item.values.get(name)
        return self.fields[name].default if found is None else found

    def write(self, items: list[Item], batch: Batch) -> None:
        """Create or update the rows of these items, in the transaction that is open; set `object_id` of new ones."""
        raise NotImplementedError

    def repair(self) -> int:
        """Set counters that this type's rows move to what they should be; returns how many were wrong."""
        return 0
