"""My reaction and today's count, laid over cached fragments: one bare query per page for comments."""

from functools import lru_cache

from django.db import connection
from django.utils import translation

from kring.core.content.later import SOME_COMMENT, SOME_CONTENT, with_ids
from kring.core.features import slots
from kring.interactions.reactions.models import SIGNS, Reaction

NONE = ("",)
ON_COMMENTS = """SELECT c.id, c.reaction_count, coalesce(r.emoji, '') FROM content_comment c
    LEFT JOIN reactions_reaction r ON r.comment_id = c.id AND r.person_id = %s WHERE c.id IN ({})"""  # seen: comments that stand on the page


def on_content(_viewer, rows, _arguments, found):
    """`later("reaction", content id)`."""
    mine = found["reaction"]
    language = translation.get_language()

    def button(argument: str) -> str:
        id = int(argument)
        return with_ids(_button(False, mine.get(id, NONE)[0], rows[id].reaction_count, language), id)

    return button


def on_comments(viewer, _rows_shown, arguments):
    """`later("comment_reaction", content id, comment id)`."""
    found = {
        id: (mine, count)
        for id, count, mine in _rows(ON_COMMENTS, viewer, [int(a.split(",")[1]) for a in arguments])
    }
    language = translation.get_language()

    def button(argument: str) -> str:
        content, comment = map(int, argument.split(","))
        return with_ids(_button(True, *found.get(comment, ("", 0)), language), content, comment)

    return button


def _rows(sql: str, viewer, ids: list[int]) -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute(sql.format(",".join(["%s"] * len(ids))), [viewer.pk, *ids])
        return cursor.fetchall()


@lru_cache(maxsize=2_000)
def _button(on_comment: bool, mine: str, count: int, _language: str) -> bytes:
    return render_button(SOME_CONTENT, SOME_COMMENT if on_comment else None, mine, count).encode()


def render_button(id: int, comment: int | None, mine: str, count: int) -> str:
    return slots.template("reactions/button.html").render(
        id=id, comment_id=comment, mine=mine, count=count, signs=SIGNS, choices=Reaction.Emoji.choices
    )
