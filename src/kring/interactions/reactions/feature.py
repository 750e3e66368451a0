"""Like, and five more ways to react, on everything and on comments."""

from django.utils.translation import gettext_lazy as _

from kring.core.features.hooks import Ability, EventType, Fill, Involved, Mine, Overlay, Record, Slot
from kring.core.features.manifest import Feature


class Reactions(Feature):
    name = "kring.interactions.reactions"
    label = "reactions"
    slug = "reactions"
    title = _("Likes and reactions")
    description = _("One click tells the author that it was worth posting.")
    icon = "thumbs-up"

    abilities = (Ability("react", "kring.interactions.reactions.verbs:check_react"),)
    events = (
        EventType("reactions.given", _("%(actor)s reacted to %(content)s"), "thumbs-up", live=True),
        EventType(
            "reactions.taken_back", _("%(actor)s took a reaction to %(content)s back"), "thumbs-up", live=True
        ),
    )
    fills = (
        Fill(Slot.CONTENT_BAR, "reactions/mark.html", order=10),
        Fill(Slot.COMMENT_BAR, "reactions/mark.html", order=10),
        Fill(
            Slot.ITEM_FOOT, "reactions/summary.html", "kring.interactions.reactions.summary:summary", order=10
        ),
    )
    overlays = (
        Overlay(
            "reaction",
            "kring.interactions.reactions.overlay:on_content",
            mine=(Mine("reaction", "reactions_reaction", "emoji", where="comment_id IS NULL"),),
        ),
        Overlay("comment_reaction", "kring.interactions.reactions.overlay:on_comments"),
    )
    involved = (Involved("kring.interactions.reactions.summary:who"),)
    records = (
        Record(
            "reaction",
            "kring.interactions.reactions.records:Load",
            "kring.interactions.reactions.records:Dump",
        ),
    )
