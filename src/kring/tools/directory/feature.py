"""Everybody of the organisation, to be found by what one knows of them."""

from django.utils.translation import gettext_lazy as _

from kring.core.features.hooks import Menu
from kring.core.features.manifest import Feature


class Directory(Feature):
    name = "kring.tools.directory"
    label = "directory"
    slug = "directory"
    title = _("People")
    description = _("A page where people find each other: by name, job, department, location and expertise.")
    icon = "contact-round"
    per_group = False

    menu = (Menu(_("People"), "contact-round", "people", order=82, key="p"),)
