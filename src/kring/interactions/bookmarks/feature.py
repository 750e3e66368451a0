"""Keeping things for later, in lists of one's own."""

from django.utils.translation import gettext_lazy as _

from kring.core.features.hooks import EventType, Fill, Menu, Mine, Overlay, Record, Slot, Tie
from kring.core.features.manifest import Feature

HERE = "kring.interactions.bookmarks"


class Bookmarks(Feature):
    name = HERE
    label = "bookmarks"
    slug = "bookmarks"
    title = _("Bookmarks")
    description = _("People keep what they want to find again, in lists of their own.")
    icon = "bookmark"

    events = (
        EventType("bookmarks.kept", _("%(actor)s kept something for later"), "bookmark"),
        EventType("bookmarks.let_go", _("%(actor)s let a bookmark go"), "bookmark-minus"),
    )
    fills = (
        Fill(Slot.CONTENT_BAR, "bookmarks/mark.html", order=90),
        Fill(Slot.CONTENT_MENU, "bookmarks/entry.html", f"{HERE}.kept:entry", order=30),
    )
    overlays = (Overlay("bookmark", f"{HERE}.kept:marks", mine=(Mine("bookmark", "bookmarks_bookmark"),)),)
    ties = (Tie("content", f"{HERE}.kept:which", _("you kept it")),)
    records = (Record("bookmark", f"{HERE}.records:Load", f"{HERE}.records:Dump"),)
    menu = (Menu(_("Bookmarks"), "bookmark", "bookmarks", order=74),)
