"""What came with records and has no place here: unknown fields, links that led nowhere, whole records of features that
aren't installed. An export gives them back as they came."""

from collections import defaultdict
from collections.abc import Iterator

from kring.core.features.fields import Link, Text
from kring.exchange.identity import key_of
from kring.exchange.models import KeptRecord, Pending, SourceRef

MANY = 500
LINKS = {
    "person": "person", "author": "person", "owner": "person", "actor": "person", "followee": "person",
    "content": "content", "comment": "comment", "group": "group", "topic": "topic",
}  # fmt: skip
PICTURES = ("avatar", "cover")


class Kept:
    """Fields that were kept beside the rows of one type, chunk by chunk."""

    def __init__(self, names):
        self.names = names
        self.types = set(KeptRecord.objects.filter(reason="fields").values_list("type", flat=True).distinct())
        self.waiting = set(
            Pending.objects.exclude(field__in=("body", "data")).values_list("type", flat=True).distinct()
        )

    def read(self, type: str, pks: list[int]) -> None:
        """Look up what was kept of these rows, which have been learnt."""
        self.fields: dict[int, dict] = defaultdict(dict)
        if type in self.types:
            came = {self.names.came(type, pk): pk for pk in pks}
            rows = KeptRecord.objects.filter(
                type=type, reason="fields", external_id__in=[external for _, external in came]
            )
            for source, external, payload in rows.values_list("source_id", "external_id", "payload"):
                if (source, external) in came:
                    self.fields[came[source, external]] |= payload
        if type in self.waiting:
            rows = Pending.objects.filter(type=type, object_id__in=pks).exclude(field__in=("body", "data"))
            for pk, field, target in rows.values_list("object_id", "field", "target"):
                self.fields[pk].setdefault(field, target)

    def give_back(self, record: dict, row, loader) -> None:
        """Put what was kept of a row into its record. What has changed here since is not undone."""
        kept = self.fields.get(row.pk, {})
        if loader.data:
            kept = {**(getattr(row, loader.data).get("kring_fields") or {}), **kept}
        for name, value in kept.items():
            field, here = loader.fields.get(name), record.get(name)
            if name in PICTURES or name == "type":
                continue
            if field is None or here is None:
                source = self.names.came(loader.type, row.pk)[0]
                record[name] = self.names.foreign(source, value) if isinstance(field, Link) else value
            elif isinstance(field, Text) and field.limit and here == cut(value, field.limit):
                record[name] = value


def cut(value, limit: int) -> str:
    """As the loader cuts what is too long."""
    return value[: limit - 1].rstrip() + "…" if type(value) is str else ""


def whole_records(type: str, names) -> Iterator[dict]:
    """Records of a type that were kept whole, with their links as they read now."""
    last = 0
    while rows := list(_kept(type).filter(pk__gt=last).order_by("pk")[:MANY]):
        last = rows[-1].pk
        names.begin()
        there = _linked(rows, names)
        for row in rows:
            if (record := _rewritten(row, there, names)) is not None:
                yield record


def kept_types() -> dict[str, int]:
    """Types of which records were kept whole, and how many."""
    found: dict[str, int] = {}
    rows = KeptRecord.objects.exclude(reason="fields").order_by("type")
    for type in rows.values_list("type", flat=True).distinct():
        found[type] = _kept(type).count()
    return found


def _kept(type: str):
    return KeptRecord.objects.filter(type=type).exclude(reason="fields")


def _linked(rows: list[KeptRecord], names) -> dict[tuple, int]:
    """(source, type, id) → the row, for everything that these records name."""
    wanted: dict[tuple[int, str], set[str]] = defaultdict(set)
    for row in rows:
        for name, type in LINKS.items():
            if isinstance(row.payload.get(name), str):
                wanted[row.source_id, type].add(key_of(row.payload[name]))
    found = {}
    for (source, type), ids in wanted.items():
        refs = SourceRef.objects.filter(source=source, type=type, external_id__in=ids)
        there = dict(refs.values_list("external_id", "object_id"))
        names.learn(type, there.values())
        found |= {(source, type, id): pk for id, pk in there.items()}
    return found


def _rewritten(row: KeptRecord, there: dict, names) -> dict | None:
    """The record; None where what it belongs to doesn't go out."""
    record, inside = dict(row.payload), names.group is None
    record["type"] = row.type
    for name, type in LINKS.items():
        id = record.get(name)
        if not isinstance(id, str):
            continue
        pk = there.get((row.source_id, type, key_of(id)))
        if pk is None:
            record[name] = names.foreign(row.source_id, id)
        elif (new := names.id(type, pk)) is not None:
            record[name] = new
            inside = inside or type in ("content", "comment", "group")
        elif type in ("content", "comment", "group"):
            return None
    if isinstance(record.get("id"), str):
        record["id"] = names.foreign(row.source_id, record["id"])
    return record if inside else None
