"""What was confirmed, from elsewhere and for elsewhere. That somebody knows it is `expertise` of their record."""

from django.utils import timezone

from kring.core.features.fields import BadRecord, Link, Time
from kring.core.features.pairs import PairLoader
from kring.core.features.records import Dumper
from kring.tools.knowledge import counting
from kring.tools.knowledge.models import Confirmation

LINKS = {"person": ("person", "person_id"), "topic": ("topic", "topic_id"), "by": ("person", "by_id")}
PERSON = Link("person", required=True, strict=True)
FIELDS = {
    "person": PERSON,
    "topic": Link("topic", required=True, strict=True),
    "by": PERSON,
    "created_at": Time(),
}


class OfThree(PairLoader):
    """A colleague, a topic, and who says something of that: once."""

    after = ("person", "topic")
    fields = FIELDS
    one = ("person_id", "topic_id", "by_id")

    def read(self, record):
        values, links, extra = super().read(record)
        if links["person"] == links["by"]:
            raise BadRecord("nobody says this of themselves")
        return values, links, extra

    def row(self, item) -> dict:
        found = {f"{name}_id": item.values[name] for name in ("person", "topic", "by")}
        return found | {"created_at": item.values.get("created_at") or timezone.now()}


class Load(OfThree):
    type = "knowledge_confirmed"
    model = Confirmation

    def write(self, items, batch) -> None:
        super().write(items, batch)
        counting.again(people=[item.values["person"] for item in items])


class Dump(Dumper):
    type = "knowledge_confirmed"
    links = LINKS

    def rows(self):
        return Confirmation.objects.all()

    def record(self, row, out):
        return {"created_at": row.created_at}
