"""The activity log of elsewhere. It has been told already, so nobody is told again."""

from django.utils import timezone

from kring.core.activity.models import Event
from kring.core.features.fields import Link, Mapping, Text, Time
from kring.core.features.records import Loader
from kring.exchange.identity import digest_of
from kring.exchange.rows import write_over


class Events(Loader):
    type = "event"
    after = ("comment",)
    fields = {
        "verb": Text(limit=64, exact=True, required=True),
        "actor": Link("person", required=True),
        "created_at": Time(required=True),
        "content": Link("content"),
        "comment": Link("comment"),
        "group": Link("group"),
        "person": Link("person"),
        "data": Mapping(),
    }
    data = "data"

    def key(self, record) -> str:
        return digest_of(record)

    def write(self, items, batch) -> None:
        now, rows = timezone.now(), []
        for item in items:
            values = item.values
            data = {**(values.get("data") or {}), **({"kring_fields": item.extra} if item.extra else {})}
            links = {
                f"{name}_id": values.get(name) for name in ("actor", "content", "comment", "group", "person")
            }
            rows.append(
                Event(pk=item.object_id, verb=values["verb"], data=data, created_at=values["created_at"],
                      fanned_out_at=now, **links)
            )  # fmt: skip
        write_over(Event, [row for row in rows if row.pk], ["data", "verb"])
        new = [(item, row) for item, row in zip(items, rows, strict=True) if not row.pk]
        ids = batch.insert(Event, [vars(row) for _, row in new])
        for (item, _), id in zip(new, ids, strict=True):
            item.object_id = id
