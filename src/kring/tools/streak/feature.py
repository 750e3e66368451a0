"""Something new every day: how many of the last working days brought something to read."""

from django.utils.translation import gettext_lazy as _

from kring.core.features.hooks import Fill, Slot
from kring.core.features.manifest import Feature


class Streak(Feature):
    name = "kring.tools.streak"
    label = "streak"
    slug = "streak"
    title = _("Something new every day")
    description = _("Shows on which of the last working days something new was posted.")
    icon = "calendar-check"

    fills = (
        Fill(Slot.HOME_ASIDE, "streak/widget.html", "kring.tools.streak.days:at_home", order=50),
        Fill(Slot.GROUP_ASIDE, "streak/widget.html", "kring.tools.streak.days:in_group", order=50),
    )
