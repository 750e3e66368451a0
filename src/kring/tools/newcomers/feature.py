"""Who is new: a face to say hello to."""

from django.utils.translation import gettext_lazy as _

from kring.core.features.hooks import Fill, Slot
from kring.core.features.manifest import Feature


class Newcomers(Feature):
    name = "kring.tools.newcomers"
    label = "newcomers"
    slug = "newcomers"
    title = _("Newcomers")
    description = _("Shows who came lately, so that people say hello.")
    icon = "hand"

    fills = (
        Fill(Slot.HOME_ASIDE, "newcomers/widget.html", "kring.tools.newcomers.newest:at_home", order=60),
        Fill(Slot.GROUP_ASIDE, "newcomers/widget.html", "kring.tools.newcomers.newest:in_group", order=60),
    )
