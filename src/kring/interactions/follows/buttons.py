"""The button on what can be followed: whether I do, and how many people do. One query each."""

from django.db.models import Count, Q

from kring.core.content.access import can
from kring.core.people.models import Person
from kring.interactions.follows.models import NOW, Follow


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
    found = Follow.objects.filter(NOW, **what).aggregate(
        count=Count("pk"), mine=Count("pk", filter=Q(person=person))
    )
    return {"following": bool(found["mine"]), "count": found["count"]}
