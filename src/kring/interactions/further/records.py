"""What came of what: a type of our own beside the format's."""

from django.utils import timezone

from kring.core.content.models import Content
from kring.core.features.fields import Link, Time
from kring.core.features.records import Dumper, Loader
from kring.interactions.further.models import Further


class Load(Loader):
    type = "further"
    after = ("content", "comment", "person")
    fields = {
        "content": Link("content", required=True),
        "of": Link("content", required=True),
        "comment": Link("comment", strict=True),
        "actor": Link("person", required=True),
        "created_at": Time(),
    }

    def key(self, record) -> str:
        return record["content"]

    def write(self, items, batch) -> None:
        for item in items:
            values = item.values
            row = {
                "of_id": values["of"], "comment_id": values.get("comment"), "by_id": values["actor"],
                "created_at": values.get("created_at") or timezone.now(),
            }  # fmt: skip
            found, _made = Further.objects.update_or_create(content_id=values["content"], defaults=row)
            item.object_id = found.pk
        batch.touch(Content, [item.values[name] for item in items for name in ("content", "of")])


class Dump(Dumper):
    type = "further"
    group = "content__group"
    links = {
        "content": ("content", "content_id"),
        "of": ("content", "of_id"),
        "comment": ("comment", "comment_id"),
        "actor": ("person", "by_id"),
    }

    def rows(self):
        return Further.objects.filter(content__isnull=False)

    def record(self, row, out):
        return {"created_at": row.created_at}
