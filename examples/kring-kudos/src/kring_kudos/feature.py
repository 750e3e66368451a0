"""Kudos: thank a colleague where everybody can read it."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from kring.core.features.hooks import Fill, Handler, Kind, Menu, Reason, Slot, Tell
from kring.core.features.manifest import Feature


class Kudos(Feature):
    name = "kring_kudos"
    label = "kudos"
    slug = "kudos"
    title = _("Kudos")
    description = _("Thank a colleague, where everybody can read it.")
    icon = "award"
    default = "available"  # hosts switch it on in their groups

    kinds = (
        Kind(
            slug="kudo",
            label=_("Kudo"),
            plural=_("Kudos"),
            icon="award",
            hue=4,
            prompt=_("What do you thank them for?"),
            model="kring_kudos.models:Kudo",
            form="kring_kudos.forms:KudoForm",
            details="kudo__to",
            data_in="kring_kudos.models:data_in",
            data_out="kring_kudos.models:data_out",
            order=60,
        ),
    )
    fills = (Fill(Slot.GROUP_ASIDE, "kudos/lately.html", "kring_kudos.lately:in_group", order=70),)
    handlers = (Handler("content.published", "kring_kudos.handlers:count"),)
    reasons = (Reason("kudos", _("somebody thanks me"), icon="award", push=True, order=33),)
    tells = (
        Tell(
            "content.published",
            "kudos",
            "kring_kudos.handlers:thanked",
            ngettext_lazy("%(actors)s thanked you", "%(actors)s thanked you", "count"),
        ),
    )
    menu = (Menu(_("Kudos"), "award", "kudos", order=60),)
