from kring.core.features.records import Dumper
from kring.core.votes.models import Vote


class Votes(Dumper):
    """A vote is one for, unless it says otherwise."""

    type = "vote"
    group = "content__group"
    links = {"person": ("person", "person_id"), "content": ("content", "content_id")}

    def rows(self):
        return Vote.objects.all()

    def record(self, row, out):
        return {
            "value": None if row.value == 1 else row.value,
            "option": row.option or None,
            "created_at": row.created_at,
        }
