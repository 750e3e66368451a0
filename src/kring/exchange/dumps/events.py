"""The activity log, so that what it tells survives."""

from kring.core.activity.models import Event
from kring.core.features.records import Dumper
from kring.exchange.records.events import links_in_data, private


class Events(Dumper):
    type = "event"
    group = "group"
    has_id = True
    links = {
        "actor": ("person", "actor_id"),
        "content": ("content", "content_id"),
        "comment": ("comment", "comment_id"),
        "group": ("group", "group_id"),
        "person": ("person", "person_id"),
    }

    def rows(self):
        return Event.objects.exclude(verb__in=private())

    def names(self, rows):
        for row in rows:
            for name, type in links_in_data().get(row.verb, {}).items():
                if isinstance(row.data.get(name), int):
                    yield type, row.data[name]

    def record(self, row, out):
        data = {name: value for name, value in row.data.items() if name != "kring_fields"}
        for name, type in links_in_data().get(row.verb, {}).items():
            if not type:
                data.pop(name, None)
            elif isinstance(data.get(name), int):
                data[name] = out.id(type, data[name])
        data = {name: value for name, value in data.items() if value is not None}
        return {"verb": row.verb, "created_at": row.created_at, "data": data or None}
