"""The questions that wait longest for somebody like the viewer: at most two queries, and for a minute none."""

from django.urls import reverse

from kring.core.content import kind_stream
from kring.core.content.kind_stream import Part
from kring.core.content.models import Content
from kring.core.features import slots
from kring.core.features.kept import widget

SHOWN = 3
LOOKED_AT = 12  # some of them are the viewer's own
WAITING = Part(open=True, oldest_first=True)


def at_home(person, **_context) -> dict | None:
    """In the person's own groups."""
    url = reverse("kind_question")
    return _kept(
        "home", person, url, lambda: kind_stream.in_own(person, "question", WAITING, size=LOOKED_AT).rows
    )


def in_group(person, group, **_context) -> dict | None:
    """In one group, for who reads it."""
    url = reverse("group_kind_question", args=[group.slug])
    return _kept(
        group.pk,
        person,
        url,
        lambda: kind_stream.in_group(group.pk, "question", WAITING, size=LOOKED_AT).rows,
    )


def _kept(place, person, url: str, find) -> dict | None:
    """The widget as it was drawn less than a minute ago, or anew."""
    return widget(f"questions:{place}", person, lambda: _draw(find(), person, url))


def _draw(rows, person, url: str) -> str:
    """Nobody needs to answer themselves."""
    items = Content.objects.filter(
        pk__in=[row.id for row in rows]
    )  # seen: rows of groups that the person reads
    items = items.exclude(author=person).select_related("author").order_by("published_at", "pk")
    waiting = list(items[:SHOWN])
    return slots.template("questions/waiting.html").render(waiting=waiting, all=url) if waiting else ""
