"""From rows to records, chunk by chunk: everything that a chunk names is looked up at once, then each row is written."""

from collections.abc import Iterator

from kring.core.features.records import Dumper
from kring.exchange.filing import Filing, picture, picture_path
from kring.exchange.giving_back import Kept
from kring.exchange.loaders import loaders
from kring.exchange.outward import Outward

MOST, FEWEST = 1000, 20  # rows of a chunk
BYTES = 4 * 1024 * 1024  # about what a chunk should come to


class Dumping:
    """What dumpers see of the export (kring.core.features.records.Out)."""

    def __init__(self, names, note):
        self.names, self.note = names, note
        self.filing, self.outward, self.kept = Filing(names, note), Outward(names), Kept(names)

    def chunks(self, dumper: Dumper) -> Iterator[list[dict]]:
        """All records of a type. `tell` the size of what came of a chunk; the next one is fitted to it."""
        rows, last, self.size = self.names.rows(dumper.type), 0, MOST // 4
        while some := list(rows.filter(pk__gt=last).order_by("pk")[: self.size]):
            last = some[-1].pk
            some = [row for row in some if self.names.goes_out(dumper.type, row.pk)]
            self._learn(dumper, some)
            yield [record for row in some if (record := self._record(dumper, row)) is not None]

    def tell(self, records: int, size: int) -> None:
        each = size // max(records, 1) + 1
        self.size = max(FEWEST, min(MOST, BYTES // each, self.size * 2))

    def _learn(self, dumper: Dumper, rows: list) -> None:
        names = self.names
        names.begin()
        names.learn(dumper.type, [row.pk for row in rows])
        for type, attribute in dumper.links.values():
            names.learn(type, [getattr(row, attribute) for row in rows])
        for type, pk in dumper.names(rows):
            names.learn(type, [pk])
        if dumper.bodies:
            self.outward.prepare([getattr(row, body) for row in rows for body in dumper.bodies])
        if dumper.files:
            owner, attribute = dumper.files
            self.filing.read(owner, {getattr(row, attribute) for row in rows})
        self.kept.read(dumper.type, [row.pk for row in rows])

    def _record(self, dumper: Dumper, row) -> dict | None:
        loader, self.dumper, self.row = loaders()[dumper.type], dumper, row
        self.source = self.names.came(dumper.type, row.pk)[0]
        record: dict = {"type": dumper.type}
        if dumper.has_id:
            record["id"] = self.names.id(dumper.type, row.pk)
        for name, (type, attribute) in dumper.links.items():
            pk = getattr(row, attribute)
            record[name] = self.names.id(type, pk)
            if pk is not None and record[name] is None:
                field = loader.fields.get(name)
                if field is not None and (field.required or getattr(field, "strict", False)):
                    return None
        record |= dumper.record(row, self)
        self.kept.give_back(record, row, loader)
        return {name: value for name, value in record.items() if value is not None}

    # What dumpers call

    def id(self, type: str, pk: int | None) -> str | None:
        return self.names.id(type, pk)

    def named(self, type: str, keys: list) -> list:
        """What the data of a kind names, as it reads in a package: records by their ids, files of this one by their paths."""
        if type == "file":
            paths = {row.pk: path for row, path in self._files()}
            return [paths[pk] for pk in keys if pk in paths]
        return [id for pk in keys if (id := self.names.id(type, pk)) is not None]

    def foreign(self, id: str) -> str:
        """An id of where this row came from."""
        return self.names.foreign(self.source, id)

    def body(self, html: str) -> str:
        return self.outward.body(html, self.source, {row.pk: path for row, path in self._files()})

    def files(self) -> list[dict]:
        found = []
        for row, path in self._files():
            found.append(
                {"path": path, "name": row.name, **({"caption": row.caption} if row.caption else {})}
            )
        return found

    def _files(self) -> list:
        return self.filing.of.get(getattr(self.row, self.dumper.files[1]), []) if self.dumper.files else []

    def version(self, one: dict) -> dict:
        """A version of a document, as its data tells of it, with its path and author as they read now."""
        came = self.filing.came.get(self.row.pk, {})
        path = came.get(one.get("path"), one.get("path"))
        author = one.get("author")
        return {**one, "path": path} | ({"author": self.foreign(author)} if isinstance(author, str) else {})

    def picture(self, folder: str, name: str) -> str | None:
        if not name:
            return None
        if not picture(folder, name):
            self.note("a picture isn't in the storage; left out", f"{folder}/{name}")
            return None
        return picture_path(folder, self.names.id(self.dumper.type, self.row.pk) or "", name)
