"""What is talked about now: discussions of the last days by how many people joined in, then by how much was said."""

from datetime import timedelta

from django.db.models import Count
from django.urls import reverse
from django.utils import timezone

from kring.core.content.models import Comment, Content
from kring.core.features import slots
from kring.core.features.kept import widget

KIND = "discussion"
NOW = timedelta(days=7)
LOOKED_AT = 60
SHOWN = 3


def lively(person, group=None, own=False) -> list[Content]:
    """Open discussions, the liveliest first, then those that are new: each with `people`, how many spoke this week."""
    found = Content.objects.visible_to(person).filter(kind=KIND, state="published", is_open=True)
    if group:
        found = found.filter(group=group)
    elif own:
        found = found.filter(group_id__in=list(person.roles))
    items = list(found.order_by("-last_activity_at", "-pk")[:LOOKED_AT])
    since = timezone.now() - NOW
    said = Comment.objects.there().filter(
        content_id__in=[item.pk for item in items], created_at__gt=since
    )  # seen: on what the person reads
    counts = said.values("content_id").annotate(people=Count("author_id", distinct=True), words=Count("pk"))
    by_id = {row["content_id"]: (row["people"], row["words"]) for row in counts}
    for item in items:
        item.people = by_id.get(item.pk, (0, 0))[0]
    return sorted(items, key=lambda item: (by_id.get(item.pk, (0, 0)), item.last_activity_at), reverse=True)


def at_home(person, **_context) -> dict | None:
    """In the person's own groups."""
    return _kept("home", person, reverse(f"kind_{KIND}"), lambda: lively(person, own=True))


def in_group(person, group, **_context) -> dict | None:
    url = reverse(f"group_kind_{KIND}", args=[group.slug])
    return _kept(group.pk, person, url, lambda: lively(person, group))


def _kept(place, person, url: str, find) -> dict | None:
    """The widget as it was drawn less than a minute ago, or anew."""
    return widget(f"discussions:{place}", person, lambda: _draw(find(), url))


def _draw(items, url: str) -> str:
    shown = [item for item in items if item.people][:SHOWN]
    return slots.template("discussions/lively.html").render(shown=shown, all=url) if shown else ""
