"""People, without anything that lets somebody in: no password, no session, no link."""

from kring.core.features.records import NAMED, Dumper
from kring.core.people.models import Person, weekdays


class People(Dumper):
    type = "person"
    group = NAMED
    has_id = True
    links = {"manager": ("person", "manager_id")}

    def rows(self):
        return Person.objects.prefetch_related("expertise")

    def record(self, row, out):
        return {
            "name": row.name,
            "handle": row.handle,
            "email": row.email or None,
            "title": row.title or None,
            "department": row.department or None,
            "location": row.location or None,
            "bio": row.bio or None,
            "expertise": sorted(topic.name for topic in row.expertise.all()) or None,
            "language": row.language or None,
            "avatar": out.picture("avatars", row.avatar),
            "joined_at": row.joined_at,
            "role": row.role,
            "active": None if row.is_active else False,
            "time_zone": row.time_zone or None,
            "theme": row.theme or None,
            "working_days": row.working_days if row.working_days != weekdays() else None,
            "start_date": row.start_date,
            "since": row.since,
            "shortcuts": None if row.shortcuts else False,
            "shows_presence": None if row.shows_presence else False,
        }
