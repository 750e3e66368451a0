"""The button “Best answer” under a comment, for who may choose."""

from functools import lru_cache

from django.utils import translation

from kring.core.content.later import SOME_COMMENT, SOME_CONTENT, with_ids
from kring.core.features import slots
from kring.kinds.questions.models import Question


def where(content, comment, **_context) -> dict | None:
    """Under comments on a question that can still be added to."""
    living = isinstance(content, Question) and content.is_published and not content.group.is_archived
    return {} if living else None


def buttons(viewer, rows, _arguments):
    """`later("best_answer", content id, comment id, id of who asked, 1 where it is the best one)`."""
    language = translation.get_language()

    def button(argument: str) -> str | bytes:
        id, comment, asker, chosen = map(int, argument.split(","))
        # The viewer reads this item, so a manager counts as its host.
        host = viewer.is_manager or viewer.roles.get(rows[id].group_id) == "host"
        return with_ids(_button(bool(chosen), language), id, comment) if host or asker == viewer.pk else ""

    return button


@lru_cache(maxsize=100)
def _button(chosen: bool, _language: str) -> bytes:
    template = slots.template("questions/button.html")
    return template.render(id=SOME_CONTENT, comment_id=SOME_COMMENT, chosen=chosen).encode()
