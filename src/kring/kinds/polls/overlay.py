"""A poll laid over its cached card: what this reader may do, chose and sees, today's totals."""

from kring.core.features import slots
from kring.kinds.polls import showing


def polls(viewer, _rows, arguments, found):
    """`later("poll", content id, 1 on its own page)`."""
    shown = showing.of(viewer, {int(argument.split(",")[0]) for argument in arguments}, found)

    def drawn(argument: str) -> str:
        id, full = map(int, argument.split(","))
        return draw(shown[id], bool(full)) if id in shown else ""

    return drawn


def draw(poll: showing.Shown, full: bool) -> str:
    return slots.template("polls/poll.html").render(poll=poll, ballot=poll.ballot, full=full)
