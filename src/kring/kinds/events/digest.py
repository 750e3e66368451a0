"""What is coming up this week, for the digest: what I come to first, then what happens in my groups."""

from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from kring.core.content import text
from kring.core.mail.parts import Line
from kring.kinds.events import whats_on
from kring.kinds.events.coming import Board, fill

SOON = timedelta(days=8)
GIVEN = 6


def lines(person, since: datetime) -> list[Line]:
    """Not what they have said no to; of a series only its next date."""
    seen: set[int] = set()
    boards = []
    for board in fill(person, [Board(one) for one in whats_on.in_own(person, SOON)]):
        if board.id not in seen and board.said != "no":
            boards.append(board)
        seen.add(board.id)
    boards.sort(key=lambda board: (board.said != "yes", board.one.starts_at))
    return [_line(board) for board in boards[:GIVEN]]


def _line(board: Board) -> Line:
    item = board.one.plan.content
    words = f"{board.when} · {board.one.location}" if board.one.location else board.when
    why = _("you come") if board.said == "yes" and not board.is_waiting else ""
    return Line(text.excerpt(item.heading, 90), item.url, item.group.name, words, why, item.pk)
