"""Outside sources: what others publish, as news of a group, once a host has said yes."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from kring.core.features.hooks import Chore, DigestPart, EventType, Fill, Menu, Record, Slot, Tell
from kring.core.features.manifest import Feature

HERE = "kring.tools.sources"
STOPPED = ngettext_lazy(
    "An outside source of %(group)s has stopped, and needs you",
    "An outside source of %(group)s has stopped, and needs you",
    "count",
)


class Sources(Feature):
    name = HERE
    label = "sources"
    slug = "sources"
    title = _("Outside sources")
    description = _(
        "Hosts follow websites outside (RSS, Atom), and bring what matters to their group as news: each item approved, or by itself."
    )
    icon = "newspaper"
    requires = ("news",)

    menu = (Menu(_("Outside sources"), "rss", "sources", order=85, hosts=True, in_group="group_sources"),)
    events = (
        EventType("sources.added", _("%(actor)s added an outside source to %(group)s"), "rss"),
        EventType("sources.changed", _("%(actor)s changed an outside source of %(group)s"), "rss"),
        EventType("sources.paused", _("%(actor)s paused an outside source of %(group)s"), "pause"),
        EventType("sources.resumed", _("%(actor)s let an outside source of %(group)s go on"), "play"),
        EventType("sources.removed", _("%(actor)s removed an outside source from %(group)s"), "trash-2"),
        EventType("sources.stopped", _("An outside source of %(group)s has stopped"), "circle-pause"),
    )
    tells = (Tell("sources.stopped", "hosting", f"{HERE}.tells:who_can_help", STOPPED, page="group_sources"),)
    fills = (
        Fill(Slot.HOME_ASIDE, "sources/widget.html", f"{HERE}.widgets:at_home", order=18),
        Fill(Slot.GROUP_ASIDE, "sources/widget.html", f"{HERE}.widgets:in_group", order=18),
    )
    digest_parts = (
        DigestPart(_("From outside, waiting for your yes"), f"{HERE}.widgets:lines", "rss", order=50),
    )
    chores = (
        Chore(f"{HERE}.fetching:fetch_due", every=30),
        Chore(f"{HERE}.housekeeping:tidy", every=3600),
    )
    records = (
        Record("news_source", f"{HERE}.records.sources:Load", f"{HERE}.records.sources:Dump"),
        Record("news_entry", f"{HERE}.records.entries:Load", f"{HERE}.records.entries:Dump"),
    )
