from django.utils.translation import gettext_lazy as _

from kring.core.content.kind_stream import Part
from kring.core.content.listing import Listing, View


class Polls(Listing):
    """What can still be voted in stands first."""

    new = _("Ask a poll")
    intro = _("A question that everybody answers with one click.")
    views = (
        View(
            _("Open"),
            part=Part(open=True),
            heading=_("No poll is open"),
            why=_("Which day, which name, which of the three? Ask everybody at once."),
        ),
        View(
            _("Closed"),
            "closed",
            part=Part(open=False),
            heading=_("No poll has closed yet"),
            why=_("What polls came to is kept here, so that you can look it up."),
        ),
        View(
            _("Mine"),
            "mine",
            mine=True,
            heading=_("You haven’t asked a poll yet"),
            why=_("Two options are enough to begin with."),
        ),
    )
