"""What is coming up: first working days and anniversaries, so that nobody's passes unseen."""

from django.utils.translation import gettext_lazy as _

from kring.core.features.hooks import DigestPart, Fill, Slot
from kring.core.features.manifest import Feature


class Upcoming(Feature):
    name = "kring.tools.upcoming"
    label = "upcoming"
    slug = "upcoming"
    title = _("Upcoming")
    description = _(
        "Shows whose first working day or work anniversary is near, from the start date on profiles."
    )
    icon = "calendar-heart"
    per_group = False

    fills = (Fill(Slot.HOME_ASIDE, "upcoming/widget.html", "kring.tools.upcoming.days:at_home", order=30),)
    digest_parts = (
        DigestPart(_("Coming up"), "kring.tools.upcoming.digest:lines", "calendar-heart", order=60),
    )
