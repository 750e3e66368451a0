"""Must read: what everybody in a group is asked to read, and who has."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from kring.core.features.hooks import Ability, Asset, EventType, Fill, Overlay, Reason, Record, Slot, Tell
from kring.core.features.manifest import Feature

HERE = "kring.interactions.mustread"


class MustReads(Feature):
    name = HERE
    label = "mustread"
    slug = "mustread"
    title = _("Must read")
    description = _("A host asks everybody in the group to read something, and sees who hasn't yet.")
    icon = "book-open-check"

    abilities = (Ability("must_read", f"{HERE}.verbs:check_ask"),)
    events = (
        EventType("must_read.asked", _("%(actor)s asked everybody to read %(content)s"), "book-open-check"),
        EventType("must_read.reminded", _("%(actor)s asked again to read %(content)s"), "book-open-check"),
        EventType(
            "must_read.ended", _("%(actor)s no longer asks everybody to read %(content)s"), "book-open"
        ),
        EventType("must_read.confirmed", _("%(actor)s has read %(content)s"), "check"),
    )
    reasons = (
        Reason(
            "must_read", _("a host asks me to read something"), icon="book-open-check", weight=3, mail="now",
            push=True, order=15,
        ),
    )  # fmt: skip
    tells = tuple(
        Tell(
            event,
            "must_read",
            f"{HERE}.tells:who_has_not",
            ngettext_lazy(
                "%(actors)s asks you to read %(content)s", "%(actors)s ask you to read %(content)s", "count"
            ),
        )
        for event in ("must_read.asked", "must_read.reminded")
    )
    fills = (
        Fill(Slot.CONTENT_BODY, "mustread/mark.html", order=5, only=("mustread_mustread.content_id",)),
        Fill(Slot.CONTENT_MENU, "mustread/entry.html", f"{HERE}.shown:entry", order=35),
        Fill(Slot.HOME_ASIDE, "mustread/widget.html", f"{HERE}.waiting:at_home", order=5),
    )
    overlays = (Overlay("must_read", f"{HERE}.shown:bands"),)
    assets = (Asset("mustread/mustread.css"),)
    records = (
        Record("must_read", f"{HERE}.records:Load", f"{HERE}.records:Dump"),
        Record("read_confirmed", f"{HERE}.confirmed_records:Load", f"{HERE}.confirmed_records:Dump"),
    )
