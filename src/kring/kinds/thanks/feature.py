"""Thanks: somebody thanks one or more people in public, with what they did beside it."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from kring.core.features.hooks import Asset, EventType, Fill, Kind, Overlay, Reason, Slot, Tell
from kring.core.features.manifest import Feature

HERE = "kring.kinds.thanks"
THANKED_YOU = ngettext_lazy(
    "%(actors)s thanked you in %(group)s: %(content)s",
    "%(actors)s thanked you in %(group)s: %(content)s",
    "count",
)


class ThanksFeature(Feature):
    name = HERE
    label = "thanks"
    slug = "thanks"
    title = _("Thanks")
    description = _(
        "Say thank you where others hear it too. No points, no ranking: words, and what they are for."
    )
    icon = "heart-handshake"

    kinds = (
        Kind(
            slug="thanks",
            label=_("Thank-you"),
            plural=_("Thanks"),
            icon="heart-handshake",
            hue=10,
            prompt=_("What are you grateful for?"),
            model=f"{HERE}.models:Thanks",
            form=f"{HERE}.forms:ThanksForm",
            details="thanks__people__person",
            path="thanks",
            listing=f"{HERE}.listing:AllThanks",
            data_in=f"{HERE}.data:data_in",
            data_out=f"{HERE}.data:data_out",
            data_links={"to": "person", "for": "content"},
            words=f"{HERE}.words:words",
            order=45,
        ),
    )
    events = (
        EventType(
            "thanks.extended", _("%(actor)s thanked %(person)s in %(content)s"), "heart-handshake", live=True
        ),
    )
    reasons = (
        Reason("thanked", _("somebody thanked me"), icon="heart-handshake", weight=3, push=True, order=25),
    )
    tells = (
        Tell("content.published", "thanked", f"{HERE}.tells:who_is_thanked", THANKED_YOU),
        Tell("thanks.extended", "thanked", f"{HERE}.tells:who_was_added", THANKED_YOU),
    )
    fills = (
        Fill(Slot.ABOUT_BAR, "thanks/button.html", f"{HERE}.shown:button", order=20),
        Fill(Slot.PERSON_PAGE, "thanks/profile.html", f"{HERE}.shown:on_profile", order=30),
        Fill(Slot.CONTENT_MENU, "thanks/entry.html", f"{HERE}.shown:entry", order=35),
        Fill(Slot.HOME_ASIDE, "thanks/widget.html", f"{HERE}.shown:at_home", order=45),
    )
    overlays = (Overlay("thanked_for", f"{HERE}.overlay:what_for"),)
    assets = (Asset("thanks/thanks.css"),)
