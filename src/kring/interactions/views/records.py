"""Views from elsewhere. Here somebody has seen a thing once, from the first moment to the last; more of the same are kept
for an export, and not counted."""

from django.db import connection
from django.db.models.functions import Greatest, Least
from django.utils import timezone

from kring.core.content.models import Content, Reading
from kring.core.features.fields import BadRecord, Link, Time
from kring.core.features.records import Dumper, Loader

ONE = ("content_id", "person_id")


class Load(Loader):
    type = "view"
    after = ("content", "person")
    fields = {
        "person": Link("person", required=True),
        "content": Link("content", strict=True),
        "created_at": Time(),
        "last_at": Time(),
    }

    def read(self, record):
        values, links, extra = super().read(record)
        if "content" not in links:
            raise BadRecord("a view is of content")
        return values, links, extra

    def key(self, record) -> str:
        return "|".join(record.get(name) or "" for name in ("person", "content", "created_at"))

    def write(self, items, batch) -> None:
        authors = dict(self._authors(items))
        rows: dict[tuple, tuple] = {}
        for item in items:
            row = self._row(item)
            if item.object_id:
                Reading.objects.filter(pk=item.object_id).update(**row)
            elif (one := tuple(row[name] for name in ONE)) in rows:
                self._widen(rows[one][1], row)
                batch.keep(item, item.record, "second")
            else:
                rows[one] = item, row
        ids = batch.insert(Reading, [row for _, row in rows.values()], ONE)
        for (item, row), id in zip(rows.values(), ids, strict=True):
            item.object_id = id
            if id is None:
                self._seen_before(row)
                batch.keep(item, item.record, "second")
            elif authors.get(row["content_id"]) != row["person_id"]:
                batch.count(Content, "view_count", row["content_id"], 1)

    @staticmethod
    def _authors(items):
        ids = {item.values["content"] for item in items}
        rows = Content.objects.filter(pk__in=ids)  # seen: by nobody, an import only counts
        return rows.values_list("pk", "author_id")

    @staticmethod
    def _row(item) -> dict:
        first = item.values.get("created_at") or timezone.now()
        last = item.values.get("last_at") or first
        return {
            "content_id": item.values["content"],
            "person_id": item.values["person"],
            "first_at": first,
            "last_at": max(first, last),
        }

    @staticmethod
    def _widen(row: dict, other: dict) -> None:
        row["first_at"] = min(row["first_at"], other["first_at"])
        row["last_at"] = max(row["last_at"], other["last_at"])

    @staticmethod
    def _seen_before(row: dict) -> None:
        there = Reading.objects.filter(content_id=row["content_id"], person_id=row["person_id"])
        there.update(first_at=Least("first_at", row["first_at"]), last_at=Greatest("last_at", row["last_at"]))

    def repair(self) -> int:
        right = """(SELECT COUNT(*) FROM content_reading r WHERE r.content_id = content_content.id
            AND r.person_id <> content_content.author_id)"""
        with connection.cursor() as cursor:
            cursor.execute(
                f"UPDATE content_content SET view_count = {right} WHERE view_count <> {right}"
            )  # seen: only counted
            return cursor.rowcount


class Dump(Dumper):
    type = "view"
    group = "content__group"
    links = {"person": ("person", "person_id"), "content": ("content", "content_id")}

    def rows(self):
        return Reading.objects.all()

    def record(self, row, out):
        return {"created_at": row.first_at, "last_at": row.last_at if row.last_at != row.first_at else None}
