from django.utils.translation import gettext_lazy as _

from kring.core.content.kind_stream import Part
from kring.core.content.listing import Listing, View


class Questions(Listing):
    """What waits longest stands first: a question that nobody sees is one that nobody answers."""

    look = "row"
    new = _("Ask a question")
    intro = _("What waits longest stands first. You know more than you think.")
    views = (
        View(
            _("Open"),
            part=Part(open=True, oldest_first=True),
            heading=_("Every question is answered"),
            why=_("Is there something you don't know? Somebody here does."),
        ),
        View(
            _("Newest"),
            "newest",
            heading=_("Nobody has asked anything yet"),
            why=_(
                "The first question is the hardest. Ask what you would ask a colleague at the coffee machine."
            ),
        ),
        View(
            _("Answered"),
            "answered",
            part=Part(open=False),
            heading=_("No answers to look up yet"),
            why=_("Choose the best answer under your question, and the next one who wonders finds it here."),
        ),
        View(
            _("Mine"),
            "mine",
            mine=True,
            heading=_("You haven't asked anything yet"),
            why=_("What do you look up again and again, or always ask the same colleague?"),
        ),
    )
