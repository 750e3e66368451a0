"""Follows from elsewhere, and ours for elsewhere."""

from django.utils import timezone

from kring.core.features.fields import BadRecord, Link, Time
from kring.core.features.records import Dumper, Loader
from kring.interactions.follows.models import Follow

WHAT = ("content", "topic", "followee")


class Load(Loader):
    type = "follow"
    after = ("content", "person", "topic")
    fields = {
        "person": Link("person", required=True),
        "content": Link("content", strict=True),
        "topic": Link("topic", strict=True),
        "followee": Link("person", strict=True),
        "created_at": Time(),
        "ended_at": Time(),
    }

    def read(self, record):
        values, links, extra = super().read(record)
        if sum(name in links for name in WHAT) != 1:
            raise BadRecord("a follow names one thing: content, topic or followee")
        return values, links, extra

    def key(self, record) -> str:
        return "|".join(record.get(name) or "" for name in ("person", *WHAT))

    def write(self, items, batch) -> None:
        for name in WHAT:
            self._write([item for item in items if name in item.values], name, batch)

    def _write(self, items, name: str, batch) -> None:
        rows: dict[tuple, tuple] = {}
        for item in items:
            row = {"person_id": item.values["person"], f"{name}_id": item.values[name]}
            row["created_at"] = item.values.get("created_at") or timezone.now()
            row["ended_at"] = item.values.get("ended_at")
            if item.object_id:
                Follow.objects.filter(pk=item.object_id).update(**row)
            elif row["person_id"] == row.get("followee_id") or (row["person_id"], row[f"{name}_id"]) in rows:
                batch.keep(item, item.record, "second")
            else:
                rows[row["person_id"], row[f"{name}_id"]] = item, row
        ids = batch.insert(Follow, [row for _, row in rows.values()], (f"{name}_id", "person_id"))
        for (item, _row), id in zip(rows.values(), ids, strict=True):
            item.object_id = id
            if id is None:
                batch.keep(item, item.record, "second")


class Dump(Dumper):
    type = "follow"
    group = "content__group"
    links = {
        "person": ("person", "person_id"),
        "content": ("content", "content_id"),
        "topic": ("topic", "topic_id"),
        "followee": ("person", "followee_id"),
    }

    def rows(self):
        return Follow.objects.all()

    def record(self, row, out):
        return {"created_at": row.created_at, "ended_at": row.ended_at}
