"""What was suggested to somebody, and waits for them or was declined."""

from kring.core.features.fields import Time
from kring.core.features.records import Dumper
from kring.tools.knowledge.models import Suggestion
from kring.tools.knowledge.records import FIELDS, LINKS, OfThree


class Load(OfThree):
    type = "knowledge_suggested"
    fields = FIELDS | {"declined_at": Time()}
    model = Suggestion

    def row(self, item) -> dict:
        return super().row(item) | {"declined_at": item.values.get("declined_at")}


class Dump(Dumper):
    type = "knowledge_suggested"
    links = LINKS

    def rows(self):
        return Suggestion.objects.all()

    def record(self, row, out):
        return {"created_at": row.created_at, "declined_at": row.declined_at}
