from django.utils.translation import gettext_lazy as _

from kring.core.content.listing import Listing


class Front(Listing):
    """A front page: the newest article large, the others beside each other."""

    template = "news/front.html"
    look = "tile"
    size = 13
    new = _("Write news")
    heading = _("No news yet")
    why = _("What is decided, finished, opened or celebrated belongs here: a headline, a lead and a picture.")
