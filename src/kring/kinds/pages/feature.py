"""Pages: what stays, put together from blocks; for the whole organisation or for a group, which may open on one."""

from django.utils.translation import gettext_lazy as _

from kring.core.features.hooks import Ability, Asset, EventType, Fill, Kind, Menu, Opening, Overlay, Slot
from kring.core.features.manifest import Feature

HERE = "kring.kinds.pages"


class Pages(Feature):
    name = HERE
    label = "pages"
    slug = "pages"
    title = _("Pages")
    description = _(
        "What stays: pages of text, pictures, people, files and the latest news, made by hosts. A group may open on one."
    )
    icon = "panels-top-left"

    kinds = (
        Kind(
            slug="page",
            label=_("Page"),
            plural=_("Pages"),
            icon="panels-top-left",
            hue=6,
            prompt=_("What is this page about?"),
            model=f"{HERE}.models:Page",
            form=f"{HERE}.forms:PageForm",
            details="layout rail_place",
            path="pages",
            listing=f"{HERE}.listing:AllPages",
            data_in=f"{HERE}.data:data_in",
            data_out=f"{HERE}.data:data_out",
            data_links={"people": "person", "contents": "content"},
            words=f"{HERE}.words:words",
            order=65,
        ),
    )
    abilities = (
        Ability("make_home", f"{HERE}.verbs:check_home"),
        Ability("put_in_rail", f"{HERE}.rail:check_rail"),
    )
    events = (
        EventType("pages.made_home", _("%(actor)s let %(group)s open on %(content)s"), "house"),
        EventType("pages.unmade_home", _("%(actor)s let %(group)s open on its stream again"), "house"),
        EventType("pages.put_in_rail", _("%(actor)s put %(content)s into the navigation"), "compass"),
        EventType("pages.taken_out", _("%(actor)s took %(content)s out of the navigation"), "compass"),
    )
    menu = (Menu(_("Pages"), "file-text", order=68, entries=f"{HERE}.rail:entries"),)
    fills = (Fill(Slot.CONTENT_MENU, "pages/menu.html", f"{HERE}.home:in_menu", order=25),)
    openings = (Opening(f"{HERE}.home:of"),)
    overlays = (Overlay("page_block", f"{HERE}.overlay:personal"),)
    assets = (
        Asset("web/pages/pages.css"),
        Asset("web/pages/block-list.js"),
        Asset("web/pages/block-files.js"),
    )
