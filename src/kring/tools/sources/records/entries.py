"""What sources brought: what waits, and what was seen, so that nothing comes twice after a move."""

import re

from django.utils import timezone

from kring.core.features.fields import BadRecord, Field, Link, Text, Time, Word
from kring.core.features.records import Dumper, Loader
from kring.core.groups.verbs import everyone
from kring.core.outside.typed import LONGEST, clean
from kring.tools.sources.models import Entry
from kring.tools.sources.reading import words

HASH = re.compile(r"[0-9a-f]{64}")


class Key(Field):
    def read(self, value):
        if type(value) is not str or not HASH.fullmatch(value):
            raise BadRecord("is not a key (64 hexadecimal digits)")
        return value


class Load(Loader):
    type = "news_entry"
    after = ("group", "person", "news_source", "content")
    fields = {
        "id": Text(required=True),
        "group": Link("group", strict=True),
        "source": Link("news_source"),
        "key": Key(required=True),
        "twin": Key(),
        "state": Word(choices=tuple(Entry.State.values), default="waiting"),
        "title": Text(required=True, limit=250),
        "summary": Text(limit=600),
        "url": Text(limit=LONGEST, exact=True),
        "language": Text(limit=5),
        "published_at": Time(required=True),
        "arrived_at": Time(),
        "seen_at": Time(),
        "content": Link("content"),
        "decided_by": Link("person"),
        "decided_at": Time(),
    }

    def write(self, items, batch) -> None:
        for item in items:
            row = self._row(item)
            if item.object_id:
                Entry.objects.filter(pk=item.object_id).update(**row)
            else:
                made, _new = Entry.objects.get_or_create(
                    group_id=row.pop("group_id"), key=row.pop("key"), defaults=row
                )
                item.object_id = made.pk

    def _row(self, item) -> dict:
        values, now = item.values, timezone.now()
        return {
            "group_id": values.get("group") or everyone().pk, "source_id": values.get("source"), "key": values["key"],
            "twin": values.get("twin") or "", "state": self.value(item, "state"), "title": words(values["title"], 250),
            "summary": words(values.get("summary") or "", 600), "url": clean(values["url"]) if values.get("url") else "",
            "language": values.get("language") or "", "published_at": min(values["published_at"], now),
            "arrived_at": values.get("arrived_at") or now, "seen_at": values.get("seen_at") or now,
            "content_id": values.get("content"), "decided_by_id": values.get("decided_by"), "decided_at": values.get("decided_at"),
        }  # fmt: skip


class Dump(Dumper):
    type = "news_entry"
    group = "group"
    has_id = True
    links = {
        "group": ("group", "group_id"),
        "source": ("news_source", "source_id"),
        "content": ("content", "content_id"),
        "decided_by": ("person", "decided_by_id"),
    }

    def rows(self):
        return Entry.objects.all()

    def record(self, row, out):
        return {
            "key": row.key, "twin": row.twin or None, "state": row.state, "title": row.title, "summary": row.summary or None,
            "url": row.url or None, "language": row.language or None, "published_at": row.published_at,
            "arrived_at": row.arrived_at, "seen_at": row.seen_at, "decided_at": row.decided_at,
        }  # fmt: skip
