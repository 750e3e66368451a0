"""Whom to tell, what about, and who may read that."""

from kring.core.content.models import Topic
from kring.tools.knowledge.models import Claim, Suggestion


def person(event) -> list[int]:
    """Whose knowledge was confirmed, or is suggested."""
    return [event.person_id] if event.person_id else []


def readers(topic_id: int, people: set[int]) -> set[int]:
    """Of these people, who say that they know about the topic, or were asked whether they do (hooks.Place)."""
    found = set()
    for said in (Claim, Suggestion):
        rows = said.objects.filter(topic=topic_id, person__in=people, person__is_active=True)
        found |= set(rows.values_list("person_id", flat=True))
    return found


def titles(numbers: set[int]) -> dict[int, str]:
    return dict(Topic.objects.filter(pk__in=numbers).values_list("pk", "name"))
