"""What was counted in rooms: a type of our own beside the format's."""

from django.utils import timezone

from kring.core.content.models import Content
from kring.core.features.fields import BadRecord, Day, Field, Link, Mapping, Text, Time
from kring.core.features.records import Dumper, Loader
from kring.tools.bridge.models import RoomCount
from kring.tools.bridge.verbs import MOST_PEOPLE


class Number(Field):
    def read(self, value):
        if type(value) is not int or not 0 < value <= MOST_PEOPLE:
            raise BadRecord("is not a number of people")
        return value


class Load(Loader):
    type = "room_count"
    after = ("content", "person")
    fields = {
        "id": Text(required=True),
        "content": Link("content", required=True),
        "actor": Link("person", required=True),
        "people": Number(required=True),
        "counts": Mapping(),
        "counted_on": Day(required=True),
        "place": Text(limit=120),
        "created_at": Time(),
    }

    def write(self, items, batch) -> None:
        for item in items:
            values = item.values
            counts = {
                k: n
                for k, n in (values.get("counts") or {}).items()
                if type(n) is int and 0 < n <= MOST_PEOPLE
            }
            row = {
                "content_id": values["content"], "by_id": values["actor"], "people": values["people"], "counts": counts,
                "counted_on": values["counted_on"], "place": values.get("place") or "",
                "created_at": values.get("created_at") or timezone.now(),
            }  # fmt: skip
            if item.object_id:
                RoomCount.objects.filter(pk=item.object_id).update(**row)
            else:
                item.object_id = RoomCount.objects.create(**row).pk
        batch.touch(Content, [item.values["content"] for item in items])


class Dump(Dumper):
    type = "room_count"
    group = "content__group"
    has_id = True
    links = {"content": ("content", "content_id"), "actor": ("person", "by_id")}

    def rows(self):
        return RoomCount.objects.all()

    def record(self, row, out):
        return {
            "people": row.people, "counts": row.counts or None, "counted_on": row.counted_on.isoformat(),
            "place": row.place or None, "created_at": row.created_at,
        }  # fmt: skip
