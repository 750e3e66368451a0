"""What everybody is asked to read: a type of our own beside the format's."""

from django.utils import timezone

from kring.core.content.models import Content
from kring.core.features.fields import Link, Time
from kring.core.features.pairs import PairLoader
from kring.core.features.records import Dumper
from kring.interactions.mustread.models import MustRead


class Load(PairLoader):
    type = "must_read"
    after = ("content", "person")
    fields = {
        "content": Link("content", required=True, strict=True),
        "by": Link("person"),
        "until": Time(),
        "created_at": Time(),
    }
    model, one = MustRead, ("content_id",)

    def row(self, item) -> dict:
        return {
            "content_id": item.values["content"],
            "by_id": item.values.get("by"),
            "until": item.values.get("until"),
            "created_at": item.values.get("created_at") or timezone.now(),
        }

    def write(self, items, batch) -> None:
        super().write(items, batch)
        batch.touch(Content, [item.values["content"] for item in items])


class Dump(Dumper):
    type = "must_read"
    group = "content__group"
    links = {"content": ("content", "content_id"), "by": ("person", "by_id")}

    def rows(self):
        return MustRead.objects.all()

    def record(self, row, out):
        return {"until": row.until, "created_at": row.created_at}
