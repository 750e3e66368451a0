"""Wiki: pages that a group writes and keeps right together."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from kring.core.features.hooks import EventType, Fill, Kind, Overlay, Reason, Slot, Tell
from kring.core.features.manifest import Feature


class Wikis(Feature):
    name = "kring.kinds.wiki"
    label = "wiki"
    slug = "wiki"
    title = _("Wiki")
    description = _("Pages that a group writes together, in a tree, each with somebody who looks after it.")
    icon = "book-open"

    kinds = (
        Kind(
            slug="wiki",
            label=_("Wiki page"),
            plural=_("Wiki"),
            icon="book-open",
            hue=3,
            prompt=_("What should everybody be able to look up?"),
            model="kring.kinds.wiki.models:Wiki",
            form="kring.kinds.wiki.forms:WikiForm",
            details="wiki",
            path="wiki",
            listing="kring.kinds.wiki.listing:WikiListing",
            data_in="kring.kinds.wiki.records:data_in",
            data_out="kring.kinds.wiki.records:data_out",
            data_links={"keeper": "person", "checked_by": "person"},
            order=40,
        ),
    )
    events = (
        EventType(
            "wiki.placed",
            _("%(actor)s moved %(content)s to another place"),
            "folder-tree",
            links={"from": "content", "to": "content"},
        ),
        EventType("wiki.entrusted", _("%(actor)s asked %(person)s to look after %(content)s"), "user-check"),
        EventType("wiki.released", _("Nobody looks after %(content)s any more"), "user-x"),
        EventType("wiki.checked", _("%(actor)s checked that %(content)s is still right"), "badge-check"),
    )
    fills = (
        Fill(Slot.ITEM_ASIDE, "wiki/aside.html", "kring.kinds.wiki.overlay:aside", order=10),
        Fill(Slot.CONTENT_MENU, "wiki/menu.html", "kring.kinds.wiki.overlay:menu", order=20),
        Fill(Slot.HOME_ASIDE, "wiki/widget.html", "kring.kinds.wiki.caring:at_home", order=30),
    )
    reasons = (
        Reason(
            "keeping",
            _("a page that I look after changes, or I am asked to look after one"),
            icon="book-open",
            mail="now",
            order=45,
        ),
    )
    tells = (
        Tell(
            "content.edited",
            "keeping",
            "kring.kinds.wiki.caring:keeper_of",
            ngettext_lazy("%(actors)s changed %(content)s", "%(actors)s changed %(content)s", "count"),
        ),
        Tell(
            "wiki.entrusted",
            "keeping",
            "kring.core.notify.audience:person",
            ngettext_lazy(
                "%(actors)s asks you to look after %(content)s",
                "%(actors)s ask you to look after %(content)s",
                "count",
            ),
        ),
    )
    overlays = (Overlay("wiki", "kring.kinds.wiki.overlay:around"),)
