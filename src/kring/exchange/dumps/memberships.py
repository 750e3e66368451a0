"""Who is in which group."""

from kring.core.features.records import Dumper
from kring.core.groups.models import Membership


class Memberships(Dumper):
    type = "membership"
    group = "group"
    links = {"group": ("group", "group_id"), "person": ("person", "person_id")}

    def rows(self):
        return Membership.objects.all()

    def record(self, row, out):
        return {
            "role": row.role,
            "joined_at": row.joined_at,
            "seen_at": row.seen_at,
            "welcomed_at": row.welcomed_at,
        }
