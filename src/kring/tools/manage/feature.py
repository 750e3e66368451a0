"""The manager's pages: what is switched on, which groups and people there are."""

from django.utils.translation import gettext_lazy as _

from kring.core.features.hooks import Menu
from kring.core.features.manifest import Feature


class Manage(Feature):
    name = "kring.tools.manage"
    label = "manage"
    slug = "manage"
    title = _("Management")
    description = _("Where managers switch features, and see all groups and people.")
    icon = "sliders-horizontal"
    default = "always"
    per_group = False

    menu = (Menu(_("Manage"), "sliders-horizontal", "manage", order=90, managers=True, key="m"),)
