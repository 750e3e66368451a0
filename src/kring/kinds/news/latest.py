"""The latest news beside the home stream: at most two queries, and for a minute none."""

from kring.core.content import kind_stream
from kring.core.content.models import Content
from kring.core.features import slots
from kring.core.features.kept import widget

SHOWN = 3


def at_home(person, **_context) -> dict | None:
    """In the person's own groups."""
    return widget("news:latest", person, lambda: _draw(person))


def _draw(person) -> str:
    rows = kind_stream.in_own(person, "news", size=SHOWN).rows
    items = Content.objects.filter(pk__in=[row.id for row in rows])  # seen: rows of the person's own groups
    latest = list(items.select_related("group").newest())
    return slots.template("news/latest.html").render(latest=latest) if latest else ""
