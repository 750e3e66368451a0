"""Hosts and managers put together a mail from what was posted."""

from django.utils.translation import gettext_lazy as _

from kring.core.features.hooks import Chore, EventType, Fill, Menu, Slot, Subscription
from kring.core.features.manifest import Feature

HERE = "kring.tools.newsletter"


class Newsletter(Feature):
    name = HERE
    label = "newsletter"
    slug = "newsletter"
    title = _("Newsletter")
    description = _("Hosts and managers put together a mail from what was posted.")
    icon = "mail-open"
    per_group = False

    events = (
        EventType(
            "newsletter.scheduled",
            _("%(actor)s scheduled a newsletter"),
            "calendar-clock",
            {"newsletter": ""},
        ),
        EventType("newsletter.sent", _("%(actor)s sent a newsletter"), "mail-open", {"newsletter": ""}),
    )
    fills = (Fill(Slot.GROUP_ASIDE, "newsletter/widget.html", f"{HERE}.widget:in_group", order=80),)
    menu = (Menu(_("Newsletters"), "mail-open", "newsletters", order=76),)
    subscriptions = (
        Subscription("newsletter", _("Newsletters"), f"{HERE}.stopping:stop", f"{HERE}.stopping:resume"),
    )
    chores = (Chore(f"{HERE}.sending:send_due", every=10), Chore(f"{HERE}.reach:keep", every=600))
