"""Loaders and dumpers: how one type of interchange record comes in, and goes out.

A loader says which fields its records have and writes a batch of them inside a transaction that it is given. It calls
no verb and records no event: what is imported has happened elsewhere, so nobody is told. Counters, versions and
everything else that a verb would move, it moves itself, in the same transaction.

A dumper says which rows go out and makes a record of one. What it makes, its loader must take in as the same.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, Protocol

from django.db.models import QuerySet

from kring.core.features.fields import BadRecord, Body, Field, Link, Text, Word

__all__ = ["NAMED", "BadRecord", "Batch", "Dumper", "Item", "Loader", "Out"]

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
    body_in: Any = None
    """The model whose `body` holds the text, where that may link to what comes in later: `batch.later(item, "body")` then sets those
    links. Its key is the content's where the content's page shows it."""
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


class Out(Protocol):
    """What a dumper may ask of the export. What the rows of a chunk name has been looked up before."""

    def id(self, type: str, pk: int | None) -> str | None:
        """The id under which a row goes out; None where it doesn't (it lies in the bin, or in another group)."""

    def body(self, html: str) -> str:
        """A body of ours as one of a package: links to rows as kring:<id>, files as files/<path>."""

    def files(self) -> list[dict]:
        """What the `files` of a record say of the row that goes out now."""

    def picture(self, folder: str, name: str) -> str | None:
        """The path under which a picture of that row goes out; None where it has none."""


class Dumper:
    """Subclass it in a feature's `records.py` beside the loader and name the class as `dump` of its `Record`:

        class Dump(Dumper):
            type = "follow"
            group = "content__group"
            links = {"person": ("person", "person_id"), "content": ("content", "content_id")}

            def rows(self):
                return Follow.objects.all()

            def record(self, row, out):
                return {"created_at": row.created_at}

    The export reads the rows in the order of their keys, some hundred at a time, and puts `type`, `id` and the links into
    each record itself; fields that are None are left out, and so is a record whose link the loader calls `required` or
    `strict` and whose row doesn't go out. Times may stay datetimes. Unknown fields that came with a record are given back.
    """

    type = ""
    group = ""
    """The path from a row to its group. Empty: an export of one group leaves these rows out; NAMED: it takes those that its
    other records name."""
    has_id = False
    """Whether records carry an id of their own; else what they link to says which one it is."""
    links: dict[str, tuple[str, str]] = {}
    """Field of the record → (type of what it names, attribute of the row that holds its key)."""
    bodies: tuple[str, ...] = ()
    """Attributes that hold HTML, for `out.body`."""
    files: tuple[str, str] | None = None
    """For `out.files`: whose files they are (content or comment), and the attribute that holds its key."""

    def rows(self) -> QuerySet:
        """All rows that go out, with what `record` reads from other tables selected or prefetched."""
        raise NotImplementedError

    def names(self, rows: list) -> Iterable[tuple[str, int]]:
        """Beside the links, what these rows name and `record` asks the id of: (type, key)."""
        return ()

    def record(self, row, out: Out) -> dict:
        """The fields of this row's record that aren't links."""
        raise NotImplementedError


NAMED = "*"
