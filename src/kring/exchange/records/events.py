"""The activity log of elsewhere. It has been told already, so nobody is told again."""

from functools import cache

from django.utils import timezone

from kring.core.activity.models import Event
from kring.core.activity.types import CORE
from kring.core.features import registry
from kring.core.features.fields import Link, Mapping, Text, Time
from kring.core.features.records import Loader
from kring.exchange.identity import digest_of
from kring.exchange.rows import write_over


class Events(Loader):
    type = "event"
    after = ("comment",)
    fields = {
        "id": Text(),
        "verb": Text(limit=64, exact=True, required=True),
        "actor": Link("person"),
        "created_at": Time(required=True),
        "content": Link("content"),
        "comment": Link("comment"),
        "group": Link("group"),
        "person": Link("person"),
        "data": Mapping(),
    }
    data = "data"

    def key(self, record) -> str:
        return record.get("id") or digest_of(record)

    def write(self, items, batch) -> None:
        now, rows = timezone.now(), []
        for item in items:
            values = item.values
            data = {
                **linked(values["verb"], values.get("data") or {}, batch),
                **({"kring_fields": item.extra} if item.extra else {}),
            }
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


def linked(verb: str, data: dict, batch) -> dict:
    """The data of an event, with keys of rows for the ids in it."""
    for name, type in links_in_data().get(verb, {}).items():
        if type and isinstance(data.get(name), str):
            data = {**data, name: batch.find(type, [data[name]]).get(data[name], data[name])}
    return data


@cache
def links_in_data() -> dict[str, dict[str, str]]:
    """What in the data of events is the key of a row, by verb; an empty type is one that doesn't go out."""
    every = [*CORE, *(event for _, event in registry.declared("events"))]
    return {event.name: event.links for event in every if event.links}


@cache
def private() -> list[str]:
    """What is nobody's but of those whom it is between: such events are in no package."""
    return [event.name for _, event in registry.declared("events") if event.private]
