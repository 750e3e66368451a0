"""Who said that they have read what was asked."""

from django.utils import timezone

from kring.core.features.fields import Link, Time
from kring.core.features.pairs import PairLoader
from kring.core.features.records import Dumper
from kring.interactions.mustread.models import Confirmation


class Load(PairLoader):
    type = "read_confirmed"
    after = ("content", "person")
    fields = {
        "person": Link("person", required=True),
        "content": Link("content", required=True, strict=True),
        "created_at": Time(),
    }
    model, one = Confirmation, ("content_id", "person_id")

    def row(self, item) -> dict:
        created = item.values.get("created_at") or timezone.now()
        return {
            "content_id": item.values["content"],
            "person_id": item.values["person"],
            "created_at": created,
        }


class Dump(Dumper):
    type = "read_confirmed"
    group = "content__group"
    links = {"person": ("person", "person_id"), "content": ("content", "content_id")}

    def rows(self):
        return Confirmation.objects.all()

    def record(self, row, out):
        return {"created_at": row.created_at}
