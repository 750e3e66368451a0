"""How many people have seen an item, and for its author and hosts: who."""

from django.utils.translation import gettext_lazy as _

from kring.core.features.hooks import Ability, Fill, Record, Slot
from kring.core.features.manifest import Feature


class Views(Feature):
    name = "kring.interactions.views"
    label = "views"
    slug = "views"
    title = _("Views")
    description = _("Shows how many people have seen something.")
    icon = "eye"

    abilities = (Ability("see_readers", "kring.interactions.views.seen:check_names"),)
    fills = (Fill(Slot.ITEM_FOOT, "views/seen.html", "kring.interactions.views.seen:line", order=12),)
    records = (
        Record("view", "kring.interactions.views.records:Load", "kring.interactions.views.records:Dump"),
    )
