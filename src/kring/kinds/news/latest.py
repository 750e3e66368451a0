"""The latest news beside the home stream: at most two queries, and for a minute none."""

from django.core.cache import cache
from django.utils import translation
from markupsafe import Markup

from kring.core.content import kind_stream
from kring.core.content.models import Content
from kring.core.features import slots, switches

SHOWN = 3
MINUTE = 60


def at_home(person, **_context) -> dict | None:
    """In the person's own groups."""
    now = f"{switches.board().generation}:{translation.get_language()}"
    drawn = cache.get_or_set(f"news:latest:{person.pk}:{person.version}:{now}", lambda: _draw(person), MINUTE)
    return {"widget": Markup(drawn)} if drawn else None


def _draw(person) -> str:
    rows = kind_stream.in_own(person, "news", size=SHOWN).rows
    items = Content.objects.filter(pk__in=[row.id for row in rows])  # seen: rows of the person's own groups
    latest = list(items.select_related("group").newest())
    return slots.template("news/latest.html").render(latest=latest) if latest else ""
