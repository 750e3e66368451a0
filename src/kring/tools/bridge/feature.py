"""Offline bridge: paper for who has no screen, and their answers back in."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from kring.core.features.hooks import Ability, Asset, Count, EventType, Fill, Record, Slot, Tell
from kring.core.features.manifest import Feature

HERE = "kring.tools.bridge"


class Bridge(Feature):
    name = HERE
    label = "bridge"
    slug = "bridge"
    title = _("Offline bridge")
    description = _(
        "Posters and slips for who has no screen; hosts add what was said and counted in the room, openly."
    )
    icon = "printer"
    requires = ("comments",)

    abilities = (
        Ability("print", f"{HERE}.verbs:check_print"),
        Ability("room", f"{HERE}.verbs:check_room"),
    )
    events = (
        EventType(
            "bridge.counted",
            _("%(actor)s added what was counted in the room about %(content)s"),
            "users",
            live=True,
        ),
        EventType(
            "bridge.uncounted",
            _("%(actor)s took away a count from the room about %(content)s"),
            "users",
            live=True,
        ),
    )
    tells = (
        Tell(
            "bridge.counted",
            "mine",
            "kring.core.notify.audience:author",
            ngettext_lazy(
                "%(actors)s added what was counted in the room about %(content)s",
                "%(actors)s added what was counted in the room about %(content)s",
                "count",
            ),
        ),
    )
    fills = (
        Fill(Slot.CONTENT_MENU, "bridge/entries.html", f"{HERE}.shown:entries", order=60),
        Fill(Slot.CONTENT_BODY, "bridge/box.html", f"{HERE}.shown:box", order=40),
    )
    assets = (Asset("bridge/bridge.css"),)
    counts = (Count(f"{HERE}.counting:counted"),)
    records = (Record("room_count", f"{HERE}.records:Load", f"{HERE}.records:Dump"),)
