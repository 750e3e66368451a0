"""Who joins an idea, as interchange records: a type of our own beside the format's."""

from django.utils import timezone

from kring.core.features.fields import Link, Time
from kring.core.features.records import Dumper, Loader
from kring.kinds.ideas.merging import tally
from kring.kinds.ideas.models import Joining

ONE = ("content_id", "person_id")


class Load(Loader):
    type = "joining"
    after = ("content", "person")
    fields = {
        "content": Link("content", required=True),
        "person": Link("person", required=True),
        "created_at": Time(),
    }

    def key(self, record) -> str:
        return f"{record['content']}|{record['person']}"

    def write(self, items, batch) -> None:
        rows: dict[tuple, tuple] = {}
        for item in items:
            row = {"content_id": item.values["content"], "person_id": item.values["person"]}
            row["created_at"] = item.values.get("created_at") or timezone.now()
            if item.object_id:
                Joining.objects.filter(pk=item.object_id).update(**row)
            elif (one := tuple(row[name] for name in ONE)) in rows:
                batch.keep(item, item.record, "second")
            else:
                rows[one] = item, row
        ids = batch.insert(Joining, [row for _, row in rows.values()], ONE)
        for (item, _row), id in zip(rows.values(), ids, strict=True):
            item.object_id = id
            if id is None:
                batch.keep(item, item.record, "second")
        tally({item.values["content"] for item in items})


class Dump(Dumper):
    type = "joining"
    group = "content__group"
    links = {"content": ("content", "content_id"), "person": ("person", "person_id")}

    def rows(self):
        return Joining.objects.all()

    def record(self, row, out):
        return {"created_at": row.created_at}
