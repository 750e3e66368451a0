"""What is personal about comments on a cached fragment."""

from functools import lru_cache

from django.utils import translation

from kring.core.content.later import SOME_COMMENT, SOME_CONTENT, with_ids
from kring.core.features import slots


def counts(_viewer, rows, _arguments):
    """The comment button with today's number: `later("comments", content id)`."""
    language = translation.get_language()
    return lambda id: with_ids(_button(rows[int(id)].comment_count, language), int(id))


@lru_cache(maxsize=1_000)
def _button(count: int, _language: str) -> bytes:
    return slots.template("comments/button_count.html").render(id=SOME_CONTENT, count=count).encode()


def forms(viewer, _rows, _arguments):
    """The comment box under a card: `later("comment_form", content id)`."""
    form = _form(viewer, viewer.version, translation.get_language())
    return lambda id: with_ids(form, int(id))


@lru_cache(maxsize=1_000)
def _form(viewer, _version: int, _language: str) -> bytes:
    return slots.template("comments/quick_form.html").render(id=SOME_CONTENT, person=viewer).encode()


def menus(viewer, rows, _arguments):
    """Edit and delete for the author, delete for hosts: `later("comment_menu", content id, comment id, author id)`."""

    language = translation.get_language()

    def menu(argument: str) -> str:
        id, comment, author = map(int, argument.split(","))
        mine = author == viewer.pk
        # The viewer reads this item, so a manager counts as its host.
        host = viewer.is_manager or viewer.roles.get(rows[id].group_id) == "host"
        return with_ids(_menu(mine, language), id, comment) if mine or host else ""

    return menu


@lru_cache(maxsize=100)
def _menu(mine: bool, _language: str) -> bytes:
    return (
        slots.template("comments/menu.html")
        .render(id=SOME_CONTENT, comment_id=SOME_COMMENT, mine=mine)
        .encode()
    )
