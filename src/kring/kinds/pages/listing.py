from django.utils.translation import gettext_lazy as _

from kring.core.content.listing import Listing, View


class AllPages(Listing):
    look = "row"
    intro = _("What stays, for everybody to look up.")
    new = _("New page")
    heading = _("No pages yet")
    why = _("A page holds what stays: who you are, what you do, where things are. A group can open on one.")
    views = (View(_("Newest")),)
