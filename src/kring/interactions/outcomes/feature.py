"""Outcomes: what was decided about what people proposed or voted on, and why; and what is still owed."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from kring.core.features.hooks import (
    Ability,
    Asset,
    DigestPart,
    EventType,
    Fill,
    Menu,
    Overlay,
    Reason,
    Record,
    Slot,
    Tell,
)
from kring.core.features.manifest import Feature

HERE = "kring.interactions.outcomes"


class Outcomes(Feature):
    name = HERE
    label = "outcomes"
    slug = "outcomes"
    title = _("Outcomes")
    description = _(
        "What was decided about an idea or a poll, and why: told to everybody who took part, kept in one place."
    )
    icon = "megaphone"

    abilities = (Ability("explain", f"{HERE}.verbs:check_explain"),)
    events = (
        EventType("outcomes.explained", _("%(actor)s explained what was decided about %(content)s"), "megaphone", live=True),
        EventType("outcomes.changed", _("%(actor)s changed what was decided about %(content)s"), "megaphone", live=True),
        EventType("outcomes.taken_back", _("%(actor)s took back what was decided about %(content)s"), "undo-2", live=True),
        EventType("outcomes.put_back", _("%(actor)s put back what was decided about %(content)s"), "redo-2", live=True),
    )  # fmt: skip
    reasons = (
        Reason(
            "entrusted",
            _("I am asked to see to what was decided"),
            icon="clipboard-check",
            weight=3,
            mail="now",
            order=36,
        ),
        Reason(
            "decided",
            _("it is decided what becomes of something that I took part in"),
            _("What you posted, voted for, reacted to or commented on."),
            icon="megaphone",
            mail="now",
            order=37,
        ),
    )
    tells = tuple(
        tell
        for event, sentence in (
            (
                "outcomes.explained",
                ngettext_lazy(
                    "%(actors)s explained what was decided about %(content)s",
                    "%(actors)s explained what was decided about %(content)s",
                    "count",
                ),
            ),
            (
                "outcomes.changed",
                ngettext_lazy(
                    "%(actors)s changed what was decided about %(content)s",
                    "%(actors)s changed what was decided about %(content)s",
                    "count",
                ),
            ),
        )
        for tell in (
            Tell(
                event,
                "entrusted",
                "kring.core.notify.audience:person",
                ngettext_lazy(
                    "%(actors)s asks you to see to %(content)s",
                    "%(actors)s ask you to see to %(content)s",
                    "count",
                ),
            ),
            Tell(event, "decided", f"{HERE}.tells:who_took_part", sentence),
        )
    )
    fills = (
        Fill(Slot.CONTENT_TOP, "outcomes/top.html", f"{HERE}.shown:top"),
        Fill(Slot.HOME_ASIDE, "outcomes/widget.html", f"{HERE}.widgets:at_home", order=15),
        Fill(Slot.GROUP_ASIDE, "outcomes/widget.html", f"{HERE}.widgets:owed_in_group", order=15),
        Fill(Slot.GROUP_ASIDE, "outcomes/told_widget.html", f"{HERE}.widgets:told_in_group", order=40),
    )
    overlays = (Overlay("outcome", f"{HERE}.shown:buttons"),)
    digest_parts = (
        DigestPart(_("Decisions that you owe"), f"{HERE}.digest:owed", "hourglass", order=15),
        DigestPart(_("You said, we did"), f"{HERE}.digest:told", "megaphone", order=40),
    )
    records = (Record("outcome", f"{HERE}.records:Load", f"{HERE}.records:Dump"),)
    menu = (Menu(_("You said, we did"), "megaphone", "outcomes", order=60),)
    assets = (Asset("outcomes/outcomes.css"),)
