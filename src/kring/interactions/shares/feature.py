"""Passing on what is posted: its address, or an update in another group."""

from django.utils.translation import gettext_lazy as _

from kring.core.features.hooks import Ability, EventType, Fill, Overlay, Record, Slot
from kring.core.features.manifest import Feature

HERE = "kring.interactions.shares"


class Shares(Feature):
    name = HERE
    label = "shares"
    slug = "shares"
    title = _("Sharing")
    description = _("People pass on what is posted: its address, or in another group.")
    icon = "share-2"
    requires = ("updates",)

    abilities = (Ability("share", f"{HERE}.verbs:check_share"),)
    events = (EventType("shares.shared", _("%(actor)s shared %(content)s"), "share-2", {"in": "content"}),)
    fills = (
        Fill(Slot.CONTENT_MENU, "shares/entries.html", f"{HERE}.shown:entries", order=10),
        Fill(Slot.CONTENT_BODY, "shares/mark.html", f"{HERE}.shown:mark", order=10),
    )
    overlays = (Overlay("shared", f"{HERE}.shown:cards"),)
    records = (Record("share", f"{HERE}.records:Load", f"{HERE}.records:Dump"),)
