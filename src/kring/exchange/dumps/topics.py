"""Topics."""

from kring.core.content.models import Topic
from kring.core.features.records import NAMED, Dumper


class Topics(Dumper):
    type = "topic"
    group = NAMED
    has_id = True

    def rows(self):
        return Topic.objects.all()

    def record(self, row, out):
        return {"name": row.name, "description": row.description or None}
