"""The button on what can be followed: whether I do, and how many people do. One query each."""

from django.db import connection

from kring.core.content.access import can
from kring.core.people.models import Person

STATE = """SELECT COUNT(*), COUNT(CASE WHEN person_id = %s THEN 1 END) FROM follows_follow
    WHERE {}_id = %s AND ended_at IS NULL"""


def of_content(content, person, **_context) -> dict | None:
    if content.is_draft or not can(person, content, "follow"):
        return None
    return {"what": content, "name": "follow_content", "at": {"id": content.pk}} | state(
        person, content=content
    )


def about(person, about, **_context) -> dict | None:
    """On the page of a topic, or of a colleague."""
    if isinstance(about, Person):
        if about.pk == person.pk or not about.is_active:
            return None
        return {"what": about, "name": "follow_person", "at": {"handle": about.handle}} | state(
            person, followee=about
        )
    return {"what": about, "name": "follow_topic", "at": {"slug": about.slug}} | state(person, topic=about)


def state(person, **what) -> dict:
    ((name, followed),) = what.items()
    with connection.cursor() as cursor:
        cursor.execute(STATE.format(name), [person.pk, followed.pk])
        count, mine = cursor.fetchone()
    return {"following": bool(mine), "count": count}
