"""Take this further: a comment or an item becomes an idea, a question, a page."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from kring.core.features.hooks import (
    Ability,
    Asset,
    EventType,
    Fill,
    Handler,
    Overlay,
    Reason,
    Record,
    Slot,
    Tell,
)
from kring.core.features.manifest import Feature

HERE = "kring.interactions.further"


class FurtherFeature(Feature):
    name = HERE
    label = "further"
    slug = "further"
    title = _("Take this further")
    description = _("A comment or a post becomes an idea, a question or a page, and each leads to the other.")
    icon = "corner-up-right"

    abilities = (Ability("further", f"{HERE}.verbs:check_further"),)
    events = (
        EventType(
            "further.taken",
            _("%(actor)s took something of %(content)s further"),
            "corner-up-right",
            {"to": "content"},
        ),
    )
    handlers = (Handler("content.published", f"{HERE}.handlers:published"),)
    reasons = (Reason("taken_further", _("my words are taken further"), icon="corner-up-right", order=38),)
    tells = (
        Tell(
            "further.taken",
            "taken_further",
            f"{HERE}.tells:who_said_it",
            ngettext_lazy(
                "%(actors)s took what you wrote further: %(content)s",
                "%(actors)s took what you wrote further: %(content)s",
                "count",
            ),
        ),
    )
    fills = (
        Fill(Slot.COMMENT_BAR, "further/bar.html", f"{HERE}.shown:under", order=60),
        Fill(Slot.CONTENT_MENU, "further/entry.html", f"{HERE}.shown:entries", order=15),
        Fill(
            Slot.CONTENT_BODY,
            "further/mark.html",
            order=12,
            only=("further_further.content_id", "further_further.of_id"),
        ),
    )
    overlays = (
        Overlay("further", f"{HERE}.shown:of_items"),
        Overlay("further_of", f"{HERE}.shown:of_comments"),
    )
    assets = (Asset("further/further.css"),)
    records = (Record("further", f"{HERE}.records:Load", f"{HERE}.records:Dump"),)
