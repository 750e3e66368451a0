"""What somebody knows, on their page; and the way from the page of a topic to who knows about it."""

from kring.core.content.models import Topic
from kring.tools.knowledge import confirmed
from kring.tools.knowledge.models import Suggestion

FIRST = 6


def on_profile(person, about, **_context) -> dict | None:
    """What is confirmed by most first; colleagues confirm it there. Topics that the person is asked about, on their own page."""
    topics = list(about.expertise.order_by("name"))
    mine = person.pk == about.pk
    asked = suggested(person) if mine else []
    if not about.is_active and not topics:
        return None
    said = confirmed.of(person, [about.pk], [topic.pk for topic in topics])
    rows = [(topic, said[about.pk, topic.pk]) for topic in topics]
    rows.sort(key=lambda row: -(row[1].number + row[1].mine))
    return {
        "first": rows[:FIRST],
        "others": rows[FIRST:],
        "asked": asked,
        "mine": mine,
        "may_confirm": about.is_active and not mine,
    }


def suggested(person) -> list[tuple[Topic, list]]:
    """What colleagues think that this person knows, each topic with who says so; the oldest first."""
    rows = Suggestion.objects.filter(person=person, declined_at=None, by__is_active=True)
    by_topic: dict[Topic, list] = {}
    for row in rows.select_related("topic", "by").order_by("pk")[:60]:
        by_topic.setdefault(row.topic, []).append(row.by)
    return list(by_topic.items())


def on_topic(about, **_context) -> dict | None:
    return {"topic": about} if isinstance(about, Topic) else None
