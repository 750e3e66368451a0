"""The questions that wait longest for somebody like the viewer: at most two queries, and for a minute none."""

from django.core.cache import cache
from django.utils import translation

from kring.core.content import kind_stream
from kring.core.content.kind_stream import Part
from kring.core.content.models import Content
from kring.core.features import switches

SHOWN = 3
LOOKED_AT = 12  # some of them are the viewer's own
MINUTE = 60
WAITING = Part(open=True, oldest_first=True)


def at_home(person, **_context) -> dict | None:
    """In the person's own groups."""
    key = f"{person.pk}:{person.version}"
    return _others(key, lambda: kind_stream.in_own(person, "question", WAITING, size=LOOKED_AT), person)


def in_group(person, group, **_context) -> dict | None:
    """In one group, for who reads it."""
    key = f"group:{group.pk}"
    return _others(key, lambda: kind_stream.in_group(group.pk, "question", WAITING, size=LOOKED_AT), person)


def _others(key: str, find, person) -> dict | None:
    """Nobody needs to answer themselves."""
    key = f"questions:{key}:{switches.board().generation}:{translation.get_language()}"
    found = cache.get_or_set(key, lambda: _told(find().rows), MINUTE)
    others = [question for question in found if question["author"] != person.pk][:SHOWN]
    return {"waiting": others} if others else None


def _told(rows) -> list[dict]:
    """What a line in the widget shows; a cache needn't know more."""
    items = Content.objects.filter(pk__in=[row.id for row in rows])  # seen: rows of readable groups
    items = items.select_related("group", "author")
    needed = ("title", "excerpt", "published_at", "comment_count", "group__name", "author__name", "author_id")
    return [
        {
            "id": item.pk,
            "author": item.author_id,
            "name": item.author.name,
            "heading": item.heading,
            "group": item.group.name,
            "at": item.published_at,
            "count": item.comment_count,
        }
        for item in items.only("kind", *needed).order_by("published_at", "pk")
    ]
