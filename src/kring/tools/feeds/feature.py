"""Feeds: what is new, for a feed reader."""

from django.utils.translation import gettext_lazy as _

from kring.core.features.hooks import Fill, Slot
from kring.core.features.manifest import Feature


class Feeds(Feature):
    name = "kring.tools.feeds"
    label = "feeds"
    slug = "feeds"
    title = _("Feeds")
    description = _("People read what is new in a feed reader (Atom), at an address that is theirs alone.")
    icon = "rss"
    per_group = False

    fills = (Fill(Slot.MAIL_SETTINGS, "feeds/settings.html", order=60),)
