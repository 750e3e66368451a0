"""Who else is here now."""

from django.utils.translation import gettext_lazy as _

from kring.core.features.hooks import Fill, Slot
from kring.core.features.manifest import Feature


class Here(Feature):
    name = "kring.tools.here"
    label = "here"
    slug = "who-is-here"
    title = _("Who else is here")
    description = _("Shows which colleagues were here in the last quarter of an hour.")
    icon = "radio"
    per_group = False

    fills = (Fill(Slot.HOME_ASIDE, "here/widget.html", "kring.tools.here.now:at_home", order=70),)
