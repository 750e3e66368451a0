"""Sources from elsewhere, and ours for elsewhere: a type of our own beside the format's."""

from django.utils import timezone

from kring.core.features.fields import BadRecord, Link, Text, Time, Word
from kring.core.features.records import Dumper, Loader
from kring.core.groups.verbs import everyone
from kring.core.outside.typed import LONGEST, clean, key
from kring.tools.sources.models import Pause, Source


class Load(Loader):
    type = "news_source"
    after = ("group", "person")
    fields = {
        "id": Text(required=True),
        "group": Link("group", strict=True),
        "author": Link("person", required=True),
        "url": Text(required=True, limit=LONGEST, exact=True),
        "title": Text(required=True, limit=200),
        "site": Text(limit=LONGEST, exact=True),
        "mode": Word(choices=tuple(Source.Mode.values), default="ask"),
        "created_at": Time(),
        "fetched_at": Time(),
        "next_at": Time(),
        "failing_since": Time(),
        "paused_at": Time(),
        "paused_by": Link("person"),
        "paused_why": Word(choices=tuple(Pause.Why.values), default="asked"),
    }

    def read(self, record):
        values, links, extra = super().read(record)
        values["url"] = clean(values["url"])
        if not values["url"]:
            raise BadRecord("url is not the address of a website")
        return values, links, extra

    def write(self, items, batch) -> None:
        for item in items:
            row = self._row(item)
            if item.object_id:
                Source.objects.filter(pk=item.object_id).update(**row)
            else:
                # the group follows it already: the record is about that one
                made, _new = Source.objects.get_or_create(
                    group_id=row.pop("group_id"), key=row.pop("key"), defaults=row
                )
                item.object_id = made.pk
            self._pause(item)

    def _row(self, item) -> dict:
        values, now = item.values, timezone.now()
        return {
            "group_id": values.get("group") or everyone().pk, "by_id": values["author"], "url": values["url"],
            "key": key(values["url"]), "title": values["title"], "site": clean(values.get("site") or "") if values.get("site") else "",
            "mode": self.value(item, "mode"), "created_at": values.get("created_at") or now, "fetched_at": values.get("fetched_at"),
            "next_at": values.get("next_at") or now, "failing_since": values.get("failing_since"),
        }  # fmt: skip

    def _pause(self, item) -> None:
        if at := item.values.get("paused_at"):
            why = self.value(item, "paused_why")
            row = {"by_id": item.values.get("paused_by"), "why": why, "created_at": at}
            Pause.objects.update_or_create(source_id=item.object_id, defaults=row)
        else:
            Pause.objects.filter(source_id=item.object_id).delete()


class Dump(Dumper):
    type = "news_source"
    group = "group"
    has_id = True
    links = {
        "group": ("group", "group_id"),
        "author": ("person", "by_id"),
        "paused_by": ("person", "paused_by_id"),
    }

    def rows(self):
        return Source.objects.select_related("pause")

    def record(self, row, out):
        waits = row.waits
        paused = {"paused_at": waits.created_at, "paused_why": waits.why} if waits else {}
        return {
            "url": row.url, "title": row.title, "site": row.site or None, "mode": row.mode, "created_at": row.created_at,
            "fetched_at": row.fetched_at, "next_at": row.next_at, "failing_since": row.failing_since, **paused,
        }  # fmt: skip
