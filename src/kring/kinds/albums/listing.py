from django.utils.translation import gettext_lazy as _

from kring.core.content.listing import Listing, View


class Albums(Listing):
    """Covers beside each other."""

    template = "albums/all.html"
    look = "cover"
    size = 24
    new = _("Make an album")
    intro = _("What it looked like.")
    heading = _("No albums yet")
    why = _(
        "The party, the building site, the first day of the new bridge: put the photos here, and they stay together."
    )
    views = (
        View(_("Newest")),
        View(
            _("Mine"),
            "mine",
            mine=True,
            heading=_("You haven't made an album yet"),
            why=_("Choose all photos at once, or drop them on the page."),
        ),
    )
