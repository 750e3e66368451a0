"""Links: an address worth knowing, with what stands there, fetched safely or typed by hand."""

from django.utils.translation import gettext_lazy as _

from kring.core.features.hooks import Asset, EventType, Kind
from kring.core.features.manifest import Feature

HERE = "kring.kinds.links"


class Links(Feature):
    name = HERE
    label = "links"
    slug = "links"
    title = _("Links")
    description = _(
        "An address worth knowing, with its title and picture, found back by topic. Nobody counts clicks."
    )
    icon = "link"

    kinds = (
        Kind(
            slug="link",
            label=_("Link"),
            plural=_("Links"),
            icon="link",
            hue=3,
            prompt=_("Why is it worth opening?"),
            model=f"{HERE}.models:Link",
            form=f"{HERE}.forms:LinkForm",
            details="link__picture",
            path="links",
            listing=f"{HERE}.listing:Links",
            data_in=f"{HERE}.data:data_in",
            data_out=f"{HERE}.data:data_out",
            words=f"{HERE}.words:words",
            order=55,
        ),
    )
    events = (EventType("links.previewed", _("What stands at %(content)s was fetched"), "link", live=True),)
    assets = (Asset("links/links.css"),)
