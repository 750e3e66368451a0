"""The trainings that somebody attended, as far as who looks may see them."""

from django.urls import reverse

from kring.core.content.models import Content
from kring.core.people.models import Person
from kring.kinds.events.models import Answer, Details

SHOWN = 200


def attended(viewer, person) -> list[Answer]:
    """The latest first."""
    seen = Content.objects.visible_to(viewer).filter(event__sort=Details.Sort.TRAINING)
    rows = Answer.objects.filter(person=person, attended=True, content__in=seen.values("pk"))
    rows = rows.select_related("content__event", "content__group")
    return sorted(rows[:SHOWN], key=lambda row: row.content.event.starts_at, reverse=True)


def on_profile(person, about, **_context) -> dict | None:
    """The way to them, beside a name; nothing where there are none."""
    if not isinstance(about, Person):
        return None
    rows = Answer.objects.filter(person=about, attended=True, content__event__sort=Details.Sort.TRAINING)
    rows = rows.filter(content__in=Content.objects.visible_to(person).values("pk"))
    count = rows.count()
    return {"count": count, "url": reverse("person_trainings", args=[about.handle])} if count else None
