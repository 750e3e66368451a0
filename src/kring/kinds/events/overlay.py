"""When it is and who comes, on every card: in the reader's zone, with the reader's own answer. Four queries a page at most."""

from kring.core.features import slots
from kring.kinds.events import dates
from kring.kinds.events.coming import Board, boards
from kring.kinds.events.models import Details


def blocks(viewer, rows, arguments):
    """`later("event", content id, author id, 1 on the item's own page)`."""
    asked = [tuple(map(int, argument.split(","))) for argument in arguments]
    plans = Details.objects.in_bulk([id for id, _author, _full in asked])
    found = boards(viewer, [dates.next_of(plan) for plan in plans.values()])

    def block(argument: str) -> str:
        id, author, full = map(int, argument.split(","))
        if id not in plans:
            return ""
        # The viewer reads this item, so a manager counts as its host.
        row = rows.get(id)
        host = viewer.is_manager or (row is not None and viewer.roles.get(row.group_id) == "host")
        return drawn(found[id], full=bool(full), organises=host or author == viewer.pk)

    return block


def drawn(board: Board, full: bool, organises: bool) -> str:
    template = slots.template("events/block.html")
    return template.render(board=board, one=board.one, full=full, organises=organises)
