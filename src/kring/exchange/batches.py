"""A batch on its way in: which of its records are new, what they name, and its one transaction."""

from collections import defaultdict

import orjson
from django.db import transaction

from kring.core.features.fields import shown
from kring.core.features.records import Item
from kring.exchange import attachments, portraits
from kring.exchange.models import KeptRecord, Pending, SourceRef
from kring.exchange.rows import Counters, insert, upsert


class Batch:
    """What loaders see of the import while they write (see kring.core.features.records.Batch)."""

    def __init__(self, run, items: list[Item]):
        self.run, self.items = run, items
        self.source, self.references, self.report = run.source, run.references, run.report
        self.results = None
        self._begin()

    def _begin(self) -> None:
        self.notes: list[tuple[str, str]] = []
        self.kept: dict[tuple[str, str], list] = {}
        self.pending: dict[tuple, str] = {}
        self.names: dict[tuple[str, str], int] = {}
        self.counters = Counters()
        self.outcome: dict[int, str] = {}

    def by_type(self) -> dict:
        found: dict = defaultdict(list)
        for item in self.items:
            found[item.loader].append(item)
        return found

    # What comes before the transaction

    def drop_unchanged(self) -> None:
        """Leave out records that came in before as they are now; find the rows of those that have changed."""
        for loader, items in self.by_type().items():
            keys = [item.key for item in items]
            refs = SourceRef.objects.filter(source=self.source, type=loader.type, external_id__in=keys)
            known = {ref[0]: ref[1:] for ref in refs.values_list("external_id", "id", "object_id", "digest")}
            kept = self._kept_before(loader.type, [key for key in keys if key not in known])
            for item in items:
                item.ref_id, item.object_id, digest = known.get(item.key) or (None, None, kept.get(item.key))
                if digest == item.digest:
                    self.outcome[id(item)] = "unchanged"
        self._settle("unchanged")

    def _kept_before(self, type: str, keys: list[str]) -> dict[str, str]:
        if not keys or type not in self.run.kept_types:
            return {}
        kept = KeptRecord.objects.filter(source=self.source, type=type, external_id__in=keys).exclude(
            reason="fields"
        )
        return dict(kept.values_list("external_id", "digest"))

    def convert_bodies(self, converter) -> None:
        """Send the bodies away; `finish` waits for them."""
        self.with_body = [item for item in self.items if "body" in item.values]
        if self.with_body:
            self.results = converter.submit([[i.values["body"], i.values["format"]] for i in self.with_body])

    def receive_bodies(self) -> None:
        for item, result in zip(self.with_body, self.results() if self.results else (), strict=True):
            if result is None:
                self.skip(item, "its body can't be turned into a page")
            else:
                item.html, item.excerpt = result
        self._settle("skipped")

    def follow_links(self) -> None:
        """Turn ids into rows; a record that names what isn't there is left out where it can't do without."""
        wanted: dict[str, set[str]] = defaultdict(set)
        for item in self.items:
            for name, id in item.links.items():
                wanted[item.loader.fields[name].type].add(id)
        found = {type: self.references.find(type, ids) for type, ids in wanted.items()}
        for item in self.items:
            for name, id in item.links.items():
                field = item.loader.fields[name]
                if (row := found[field.type].get(id)) is not None:
                    item.values[name] = row
                elif field.required or field.strict:
                    self.skip(item, f"{name} {shown(id)}: there is no such {field.type}")
                    break
                elif not field.later:
                    item.extra[name] = id
                    self.report.note(
                        f"{item.loader.type}: {name} names a {field.type} that isn't there; left out",
                        item.place,
                    )
        self._settle("skipped")

    def store_files(self) -> None:
        portraits.store(self)
        attachments.store(self)

    def skip(self, item: Item, reason: str) -> None:
        self.outcome[id(item)] = "skipped"
        self.run.skip(item.loader.type, item.place, reason)

    def _settle(self, outcome: str) -> None:
        gone = [item for item in self.items if self.outcome.get(id(item)) == outcome]
        if gone:
            self.items = [item for item in self.items if self.outcome.get(id(item)) != outcome]
            self.run.done(gone, outcome)

    # The transaction

    def write(self) -> None:
        """All rows of the batch and what the platform remembers of them, or nothing."""
        self._begin()
        before = [(item, item.object_id, dict(item.extra)) for item in self.items]
        try:
            with transaction.atomic():
                for loader, items in self.by_type().items():
                    loader.write(items, self)
                self._write_down()
        except BaseException:
            for item, object_id, extra in before:
                item.object_id, item.extra = object_id, extra
            raise
        for (type, key), row in self.names.items():
            self.references.remember(type, {key: row})
        for reason, place in self.notes:
            self.report.note(reason, place)

    def _write_down(self) -> None:
        for item in self.items:
            if item.extra:
                self._keep_extra(item)
            if self.outcome.get(id(item)) != "kept":
                self.names[item.loader.type, item.key] = item.object_id
        digests = {(item.loader.type, item.key): item.digest for item in self.items}
        refs = [[self.source.pk, *name, row, digests.get(name, "")] for name, row in self.names.items()]
        upsert(SourceRef, ["source_id", "type", "external_id"], ["object_id", "digest"], refs)
        kept = [[self.source.pk, *name, *values] for name, values in self.kept.items()]
        upsert(KeptRecord, ["source_id", "type", "external_id"], ["reason", "payload", "digest"], kept)
        pending = [[self.source.pk, *name, target] for name, target in self.pending.items()]
        upsert(Pending, ["source_id", "type", "field", "object_id"], ["target"], pending)
        self.counters.apply()

    def _keep_extra(self, item: Item) -> None:
        """Fields with no place: into the row's own JSON where the loader has put them there, else beside it."""
        for name in item.extra:
            if name not in item.loader.fields:
                self.note(item, f"{item.loader.type}: the field {shown(name)} is unknown; it is kept")
            elif is_cut(item, name):
                self.note(
                    item,
                    f"{item.loader.type}: {name} is too long for its place; cut, and kept whole beside it",
                )
        if not item.loader.data and self.outcome.get(id(item)) != "kept":
            self._keep(item, dict(item.extra), "fields")

    # What loaders call

    def note(self, item: Item, reason: str) -> None:
        self.notes.append((reason, item.place))

    def keep(self, item: Item, payload: dict, reason: str) -> None:
        self._keep(item, payload, reason)
        self.run.kept_types.add(item.loader.type)
        self.outcome[id(item)] = "kept"

    def _keep(self, item: Item, payload: dict, reason: str) -> None:
        self.kept[item.loader.type, item.key] = [reason, orjson.dumps(payload).decode(), item.digest]

    def later(self, item: Item, field: str) -> None:
        self.pending[item.loader.type, field, item.object_id] = item.links.get(field, "")

    def insert(self, model, rows: list[dict], one_of: tuple[str, ...] = ()) -> list[int | None]:
        return insert(model, rows, one_of)

    def count(self, model, column: str, id: int, step: int, touch: bool = False, **newest) -> None:
        self.counters.count(model, column, id, step, touch, **newest)

    def touch(self, model, ids) -> None:
        self.counters.touch(model, ids)

    def find(self, type: str, ids) -> dict[str, int]:
        return self.references.find(type, ids)

    def also_known_as(self, type: str, id: str, object_id: int) -> None:
        self.names[type, id] = object_id


def is_cut(item: Item, name: str) -> bool:
    """Whether a field stands here shorter than it came."""
    limited = getattr(item.loader.fields[name], "limit", 0)
    return bool(limited) and name in item.values and item.values[name] != item.extra[name]
