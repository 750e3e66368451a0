"""Bookmarks from elsewhere, and ours for elsewhere: each names the list that it is in, if any."""

from django.utils import timezone

from kring.core.features.fields import BadRecord, Link, Text, Time
from kring.core.features.pairs import PairLoader
from kring.core.features.records import Dumper
from kring.interactions.bookmarks.models import Bookmark, BookmarkList


class Load(PairLoader):
    type = "bookmark"
    model, one = Bookmark, ("person_id", "content_id")
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

    def row(self, item) -> dict:
        person = item.values["person"]
        return {
            "person_id": person,
            "content_id": item.values["content"],
            "list_id": self._list(person, item.values.get("list")),
            "created_at": item.values.get("created_at") or timezone.now(),
        }

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
