"""The newest albums beside a group's stream."""

from django.core.cache import cache
from django.utils import translation
from markupsafe import Markup

from kring.core.content import kind_stream
from kring.core.content.cards import cards
from kring.core.features import slots, switches

SHOWN = 2
MINUTE = 60


def in_group(person, group, **_context) -> dict | None:
    """For who reads the group; for a minute as it was."""
    now = f"{switches.board().generation}:{translation.get_language()}"
    rows = cache.get_or_set(f"albums:latest:{group.pk}:{now}", lambda: _rows(group), MINUTE)
    if not rows:
        return None
    drawn = slots.template("albums/latest.html").render(group=group, covers=cards(rows, "thumb"))
    return {"widget": Markup(drawn)}


def _rows(group) -> list:
    return kind_stream.in_group(group.pk, "album", size=SHOWN).rows
