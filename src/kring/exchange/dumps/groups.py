"""Groups, with what they switched on and off. The organisation's own is one of them, and says so."""

from kring.core.features.records import Dumper
from kring.core.groups.models import Group


class Groups(Dumper):
    type = "group"
    group = "pk"
    has_id = True
    links = {
        "parent": ("group", "parent_id"),
        "created_by": ("person", "created_by_id"),
        "archived_by": ("person", "archived_by_id"),
    }

    def rows(self):
        return Group.objects.prefetch_related("switches")

    def record(self, row, out):
        return {
            "name": row.name,
            "slug": row.slug,
            "everyone": row.is_everyone or None,
            "description": row.description or None,
            "welcome": row.welcome or None,
            "format": "html" if row.description or row.welcome else None,
            "access": row.access,
            "kind": row.kind or None,
            "created_at": row.created_at,
            "archived_at": row.archived_at,
            "features": {switch.feature: switch.state for switch in row.switches.all()} or None,
            "cover": out.picture("covers", row.cover),
        }
