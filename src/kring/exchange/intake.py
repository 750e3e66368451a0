"""The way of records into the database: gathered into batches, prepared ahead while bodies are converted, written."""

from collections import deque
from collections.abc import Iterable

from django.db import DatabaseError, OperationalError

from kring.core.features.fields import BadRecord
from kring.core.features.records import Item, Loader
from kring.exchange import attachments
from kring.exchange.batches import Batch
from kring.exchange.identity import digest_of, key_of
from kring.exchange.report import Report

RECORDS, BYTES = 1000, 4 * 1024 * 1024  # of one batch, whichever is reached first
AHEAD = 3  # batches whose bodies are being converted while one is written


class Strict(Exception):
    """The first record that can't be taken in, where the import was asked to stop there."""


class Run:
    """One import of one source. `progress(records)` hears how many more are done."""

    def __init__(
        self, source, package, references, converter, report: Report, strict: bool, progress, kept_types
    ):
        self.source, self.package, self.references = source, package, references
        self.converter, self.report, self.strict = converter, report, strict
        self.progress, self.kept_types = progress, kept_types
        self.waiting: deque[Batch] = deque()
        self.in_flight: set[tuple[str, str]] = set()
        self.items: list[Item] = []
        self.size = 0

    def take(self, loader: Loader, place: str, record: dict, size: int) -> None:
        """One record more; bad ones are reported and left out."""
        try:
            item = self._item(loader, place, record, size)
        except BadRecord as error:
            self.skip(loader.type, place, str(error))
            self.progress(1)
            return
        if (loader.type, item.key) in self.in_flight:  # the same record again: what came before it first
            self.flush()
        self.in_flight.add((loader.type, item.key))
        self.items.append(item)
        self.size += size
        if len(self.items) >= RECORDS or self.size >= BYTES:
            self._send()

    def _item(self, loader: Loader, place: str, record: dict, size: int) -> Item:
        values, links, extra = loader.read(record)
        key = key_of(loader.key(record))
        links = {name: key_of(id) for name, id in links.items()}
        sizes = attachments.sizes(self.package, record) if names_files(record) else ()
        return Item(loader, record, place, size, key, digest_of(record, sizes), values, extra, links)

    def _send(self) -> None:
        if not self.items:
            return
        batch = Batch(self, self.items)
        self.items, self.size = [], 0
        batch.drop_unchanged()
        batch.convert_bodies(self.converter)
        self.waiting.append(batch)
        while len(self.waiting) > AHEAD:
            self._finish(self.waiting.popleft())

    def flush(self) -> None:
        """Write everything that was taken."""
        self._send()
        while self.waiting:
            self._finish(self.waiting.popleft())

    def _finish(self, batch: Batch) -> None:
        batch.receive_bodies()
        batch.follow_links()
        batch.store_files()
        self._write(batch)

    def _write(self, batch: Batch) -> None:
        if not batch.items:
            return
        try:
            batch.write()
        except OperationalError:
            raise  # the database is gone, locked or full: no record's fault
        except (DatabaseError, ValueError) as error:
            self._halve(batch, error)
        else:
            self._count(batch)

    def _halve(self, batch: Batch, error: Exception) -> None:
        """One row that the database refuses must not take the others with it: look for it."""
        if self.strict:
            raise Strict(f"{batch.items[0].place} or a line after it: {error}")
        if len(batch.items) == 1:
            batch.skip(batch.items[0], f"the database refuses it: {str(error).strip().splitlines()[0][:200]}")
            batch._settle("skipped")
            return
        half = len(batch.items) // 2
        for items in (batch.items[:half], batch.items[half:]):
            part = Batch(self, items)
            part.drop_unchanged()
            part.follow_links()
            self._write(part)

    def _count(self, batch: Batch) -> None:
        for outcome in ("kept", "created", "updated"):
            these = [
                i
                for i in batch.items
                if (batch.outcome.get(id(i)) or ("created" if i.is_new else "updated")) == outcome
            ]
            if these:
                self.done(these, outcome)

    def done(self, items: Iterable[Item], outcome: str) -> None:
        for item in items:
            self.in_flight.discard((item.loader.type, item.key))
            if outcome != "skipped":
                self.report.count(item.loader.type, outcome)
        self.progress(len(items))

    def skip(self, type: str, place: str, reason: str) -> None:
        self.report.skip(type, place, reason)
        if self.strict:
            raise Strict(f"{place}: {reason}")


def names_files(record: dict) -> bool:
    """Whether a record may name files of the package."""
    return (
        "files" in record or "avatar" in record or "cover" in record or "data" in record
        or "files/" in (record.get("body") or "")
    )  # fmt: skip
