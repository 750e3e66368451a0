"""A town hall laid over its cached card: its questions as they are now, and what this reader may do."""

from kring.core.features import slots
from kring.kinds.townhalls import showing


def halls(viewer, _rows, arguments):
    """`later("townhall", content id, 1 on its own page)`."""
    shown = showing.of(viewer, {int(argument.split(",")[0]) for argument in arguments})

    def drawn(argument: str) -> str:
        id, full = map(int, argument.split(","))
        if id not in shown:
            return ""
        template = "townhalls/hall.html" if full else "townhalls/short.html"
        return slots.template(template).render(
            shown=shown[id], hall=shown[id].hall, on_card=showing.ON_CARD, most=showing.ON_PAGE
        )

    return drawn
