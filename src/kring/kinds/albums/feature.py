"""Albums: photos together, with words, in an order; by one person or by everybody in the group."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from kring.core.features.hooks import Ability, Asset, EventType, Fill, Kind, Overlay, Reason, Slot, Tell
from kring.core.features.manifest import Feature

HERE = "kring.kinds.albums"


class Albums(Feature):
    name = HERE
    label = "albums"
    slug = "albums"
    title = _("Albums")
    description = _(
        "Photos of a day or a place together, with words to each, by one person or by all in the group."
    )
    icon = "images"

    kinds = (
        Kind(
            slug="album",
            label=_("Album"),
            plural=_("Albums"),
            icon="images",
            hue=7,
            prompt=_("What are these photos of?"),
            model=f"{HERE}.models:Album",
            form=f"{HERE}.forms:AlbumForm",
            details="album__cover",
            path="albums",
            listing=f"{HERE}.listing:Albums",
            data_in=f"{HERE}.data:data_in",
            data_out=f"{HERE}.data:data_out",
            data_links={"photos.path": "file", "photos.by": "person"},
            words=f"{HERE}.words:words",
            order=60,
        ),
    )
    abilities = (
        Ability("add_photos", f"{HERE}.access:check_add"),
        Ability("arrange_photos", f"{HERE}.access:check_arrange"),
    )
    events = (
        EventType("albums.photos_added", _("%(actor)s added photos to %(content)s"), "image-plus", live=True),
        EventType("albums.arranged", _("%(actor)s arranged the photos of %(content)s"), "images", live=True),
        EventType(
            "albums.photo_removed", _("%(actor)s took a photo out of %(content)s"), "image-minus", live=True
        ),
    )
    reasons = (
        Reason("photos_added", _("somebody adds photos to my album"), icon="image-plus", weight=2, order=38),
    )
    tells = (
        Tell(
            "albums.photos_added",
            "photos_added",
            f"{HERE}.tells:whose_album",
            ngettext_lazy(
                "%(actors)s added photos to your album %(content)s",
                "%(actors)s added photos to your album %(content)s",
                "count",
            ),
        ),
    )
    fills = (
        Fill(Slot.GROUP_ASIDE, "albums/widget.html", f"{HERE}.latest:in_group", order=45),
        Fill(Slot.CONTENT_MENU, "albums/entries.html", f"{HERE}.access:entries", order=30),
    )
    overlays = (Overlay("album_tools", f"{HERE}.overlay:tools"),)
    assets = (Asset("albums/albums.css"),)
