"""Who came, from elsewhere, and ours for elsewhere."""

from django.utils import timezone

from kring.core.features.fields import Day, Field, Flag, Link, Mapping, Time, Word
from kring.core.features.records import Dumper, Loader
from kring.kinds.events.models import ONCE, Answer

ONE = ("content_id", "on", "person_id")


class Load(Loader):
    type = "attendance"
    after = ("content", "person")
    fields = {
        "person": Link("person", required=True),
        "content": Link("content", required=True),
        "on": Day(),
        "answer": Word(choices=("yes", "maybe", "no"), required=True),
        "guests": Field(default=0),
        "remarks": Mapping(),
        "waiting_since": Time(),
        "attended": Flag(),
        "attended_at": Time(),
        "created_at": Time(),
    }

    def key(self, record) -> str:
        return "|".join(str(record.get(name) or "") for name in ("person", "content", "on"))

    def write(self, items, batch) -> None:
        new: dict[tuple, tuple] = {}
        for item in items:
            row = self._row(item)
            if item.object_id:
                Answer.objects.filter(pk=item.object_id).update(**row)
            elif (one := tuple(row[name] for name in ONE)) in new:
                batch.keep(item, item.record, "second")
            else:
                new[one] = item, row
        ids = batch.insert(Answer, [row for _item, row in new.values()], ONE)
        for (item, _row), id in zip(new.values(), ids, strict=True):
            item.object_id = id
            if id is None:
                batch.keep(item, item.record, "second")

    def _row(self, item) -> dict:
        told, guests = item.values, item.values.get("guests")
        return {
            "person_id": told["person"],
            "content_id": told["content"],
            "on": told.get("on") or ONCE,
            "answer": told["answer"],
            "guests": guests if type(guests) is int and 0 <= guests <= 50 else 0,
            "remarks": {str(q)[:200]: str(a)[:500] for q, a in (told.get("remarks") or {}).items()},
            "waiting_since": told.get("waiting_since"),
            "attended": told.get("attended"),
            "attended_at": told.get("attended_at"),
            "created_at": told.get("created_at") or timezone.now(),
        }


class Dump(Dumper):
    type = "attendance"
    group = "content__group"
    links = {"person": ("person", "person_id"), "content": ("content", "content_id")}

    def rows(self):
        return Answer.objects.all()

    def record(self, row, out):
        return {
            "on": None if row.on == ONCE else row.on.isoformat(),
            "answer": row.answer,
            "guests": row.guests or None,
            "remarks": row.remarks or None,
            "waiting_since": row.waiting_since,
            "attended": row.attended,
            "attended_at": row.attended_at,
            "created_at": row.created_at,
        }
