"""Events: something happens, people say whether they come, and their calendar knows."""

from django.utils.translation import gettext_lazy as _

from kring.core.features.hooks import (
    Ability,
    Asset,
    Chore,
    DigestPart,
    EventType,
    Fill,
    Kind,
    MailTo,
    Overlay,
    Record,
    Slot,
)
from kring.core.features.manifest import Feature
from kring.kinds.events.notices import REASONS, TELLS

HERE = "kring.kinds.events"


class Events(Feature):
    name = HERE
    label = "events"
    slug = "events"
    title = _("Events")
    description = _(
        "A calendar of what happens: people sign up, wait for a place, and take it along to their own calendar."
    )
    icon = "calendar-days"

    kinds = (
        Kind(
            slug="event",
            label=_("Event"),
            plural=_("Events"),
            icon="calendar-days",
            hue=5,
            prompt=_("What is going to happen?"),
            model=f"{HERE}.models:Occasion",
            form=f"{HERE}.forms:EventForm",
            details="event",
            path="events",
            listing=f"{HERE}.listing:Calendar",
            data_in=f"{HERE}.data:data_in",
            data_out=f"{HERE}.data:data_out",
            words=f"{HERE}.data:words",
            room=f"{HERE}.paper:room",
            order=35,
        ),
    )
    abilities = (
        Ability("sign_up", f"{HERE}.answering:check_sign_up"),
        Ability("organise", f"{HERE}.verbs:check_organise"),
    )
    events = (
        EventType("events.answered", _("%(actor)s said whether they come to %(content)s"), "calendar-check"),
        EventType("events.withdrawn", _("%(actor)s took back their answer to %(content)s"), "calendar-x"),
        EventType("events.moved_up", _("%(person)s got a place at %(content)s"), "calendar-check"),
        EventType(
            "events.attended", _("%(actor)s noted whether %(person)s was at %(content)s"), "user-check"
        ),
        EventType("events.invited", _("%(actor)s invited people to %(content)s"), "mail"),
        EventType("events.brought_in", _("%(actor)s brought in %(content)s"), "upload"),
        EventType("events.reminded", _("Who comes to %(content)s was reminded"), "alarm-clock"),
        EventType("events.rescheduled", _("%(actor)s moved %(content)s"), "calendar-clock", live=True),
        EventType("events.relocated", _("%(actor)s changed the place of %(content)s"), "map-pin", live=True),
        EventType("events.cancelled", _("%(actor)s cancelled %(content)s"), "calendar-x", live=True),
        EventType(
            "events.reinstated",
            _("%(actor)s lets %(content)s go through after all"),
            "calendar-check",
            live=True,
        ),
    )
    reasons = REASONS
    tells = TELLS
    fills = (
        Fill(Slot.HOME_ASIDE, "events/widget.html", f"{HERE}.whats_on:at_home", order=10),
        Fill(Slot.GROUP_ASIDE, "events/widget.html", f"{HERE}.whats_on:in_group", order=10),
        Fill(Slot.ITEM_FOOT, "events/papers.html", f"{HERE}.papers:below", order=5),
        Fill(Slot.PERSON_PAGE, "events/profile.html", f"{HERE}.training:on_profile", order=60),
        Fill(Slot.MAIL_SETTINGS, "events/settings.html", order=40),
    )
    digest_parts = (DigestPart(_("Coming up"), f"{HERE}.digest:lines", "calendar-days", order=15),)
    overlays = (Overlay("event", f"{HERE}.overlay:blocks"),)
    assets = (Asset("events/event.css"), Asset("events/list.css"), Asset("events/organising.css"))
    mail_to = (MailTo("calendar", "sign_up", f"{HERE}.inviting:take"),)
    chores = (Chore(f"{HERE}.reminding:remind_due", every=60),)
    records = (Record("attendance", f"{HERE}.records:Load", f"{HERE}.records:Dump"),)
