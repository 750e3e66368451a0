"""The buttons above an album's photos, for who may add or arrange."""

from functools import lru_cache

from django.utils import translation

from kring.core.content.later import SOME_CONTENT, with_ids
from kring.core.features import slots


def tools(viewer, rows, _arguments):
    """`later("album_tools", content id, author id, 1 where everybody may add)`."""
    language = translation.get_language()

    def buttons(argument: str) -> str | bytes:
        id, author, everybody = map(int, argument.split(","))
        role = viewer.roles.get(rows[id].group_id)
        mine = author == viewer.pk
        adds, arranges = mine or bool(everybody and role), mine or role == "host" or viewer.is_manager
        return with_ids(_drawn(adds, arranges, language), id) if adds or arranges else ""

    return buttons


@lru_cache(maxsize=100)
def _drawn(adds: bool, arranges: bool, _language: str) -> bytes:
    return slots.template("albums/tools.html").render(id=SOME_CONTENT, adds=adds, arranges=arranges).encode()
