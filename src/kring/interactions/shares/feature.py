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
    events = (
        EventType("shares.shared", _("%(actor)s shared %(content)s"), "share-2", {"in": "content"}),
        EventType("shares.placed", _("%(actor)s put %(content)s into another group too"), "share-2", {"in": "group"}),
        EventType("shares.taken_out", _("%(actor)s took %(content)s out of another group"), "share-2", {"in": "group"}),
    )  # fmt: skip
    fills = (
        Fill(Slot.CONTENT_MENU, "shares/entries.html", f"{HERE}.shown:entries", order=10),
        Fill(Slot.CONTENT_BODY, "shares/mark.html", order=10, only=("shares_share.content_id",)),
        Fill(Slot.STREAM_TOP, "shares/on_top.html", f"{HERE}.placed:on_top", order=60),
        Fill(Slot.ITEM_ASIDE, "shares/aside.html", f"{HERE}.placed:beside", order=45),
        Fill(Slot.HOME_ASIDE, "shares/widget.html", f"{HERE}.placed:at_home", order=28),
    )
    overlays = (Overlay("shared", f"{HERE}.shown:cards"),)
    records = (
        Record("share", f"{HERE}.records:Load", f"{HERE}.records:Dump"),
        Record("placing", f"{HERE}.records:LoadPlacing", f"{HERE}.records:DumpPlacing"),
    )
