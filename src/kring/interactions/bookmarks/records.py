"""Bookmarks from elsewhere, and ours for elsewhere: each names the list that it is in, if any."""

from django.utils import timezone

from kring.core.features.fields import BadRecord, Link, Text, Time
from kring.core.features.records import Dumper, Loader
from kring.interactions.bookmarks.models import Bookmark, BookmarkList

ONE = ("content_id", "person_id")


class Load(Loader):
    type = "bookmark"
    after = ("content", "person")
    fields = {
        "person": Link("person", required=True),
        "content": Link("content", strict=True),
        "list": Text(limit=80),
        "created_at": Time(),
    }

    def read(self, record):
        values, links, extra = super().read(record)
        if "content" not in links:
            raise BadRecord("a bookmark is of content")
        return values, links, extra

    def key(self, record) -> str:
        return "|".join(record.get(name) or "" for name in ("person", "content"))

    def write(self, items, batch) -> None:
        rows: dict[tuple, tuple] = {}
        for item in items:
            row = {"person_id": item.values["person"], "content_id": item.values["content"]}
            row["list_id"] = self._list(row["person_id"], item.values.get("list"))
            row["created_at"] = item.values.get("created_at") or timezone.now()
            if item.object_id:
                Bookmark.objects.filter(pk=item.object_id).update(**row)
            elif (one := tuple(row[name] for name in ONE)) in rows:
                batch.keep(item, item.record, "second")
            else:
                rows[one] = item, row
        ids = batch.insert(Bookmark, [row for _, row in rows.values()], ONE)
        for (item, _row), id in zip(rows.values(), ids, strict=True):
            item.object_id = id
            if id is None:
                batch.keep(item, item.record, "second")

    @staticmethod
    def _list(person: int, name: str | None) -> int | None:
        if not name:
            return None
        return BookmarkList.objects.get_or_create(person_id=person, name=name, deleted_at=None)[0].pk


class Dump(Dumper):
    type = "bookmark"
    group = "content__group"
    links = {"person": ("person", "person_id"), "content": ("content", "content_id")}

    def rows(self):
        return Bookmark.objects.select_related("list")

    def record(self, row, out):
        named = row.list and row.list.deleted_at is None
        return {"created_at": row.created_at, "list": row.list.name if named else None}
