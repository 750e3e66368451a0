"""The latest news beside the home stream: two queries, and for a minute none."""

from django.core.cache import cache
from django.utils import translation

from kring.core.content import kind_stream
from kring.core.content.models import Content
from kring.core.features import switches

SHOWN = 3
MINUTE = 60


def at_home(person, **_context) -> dict | None:
    """In the person's own groups."""
    key = f"news:{person.pk}:{person.version}:{switches.board().generation}:{translation.get_language()}"
    found = cache.get_or_set(key, lambda: _told(kind_stream.in_own(person, "news", size=SHOWN).rows), MINUTE)
    return {"latest": found} if found else None


def _told(rows) -> list[dict]:
    """What a line in the widget shows; a cache needn't know more."""
    items = Content.objects.filter(pk__in=[row.id for row in rows])  # seen: rows of the person's own groups
    items = items.select_related("group").newest()
    return [
        {"id": item.pk, "heading": item.heading, "group": item.group.name, "at": item.published_at}
        for item in items
    ]
