"""What people are told about events, and why; part of the manifest."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from kring.core.features.hooks import Reason, Tell

WHO = "kring.kinds.events.tells"

REASONS = (
    Reason(
        "event_changed",
        _("an event that I come to is moved or cancelled"),
        icon="calendar-clock",
        weight=3,
        mail="now",
        push=True,
        order=25,
    ),
    Reason(
        "event_place",
        _("I move up from a waiting list"),
        icon="calendar-check",
        weight=3,
        mail="now",
        push=True,
        order=26,
    ),
    Reason(
        "event_soon",
        _("an event that I come to is near"),
        icon="alarm-clock",
        weight=3,
        mail="now",
        push=True,
        order=27,
    ),
    Reason(
        "event_invited",
        _("somebody invites me to an event by mail"),
        icon="mail",
        weight=3,
        mail="now",
        order=28,
    ),
)

TELLS = (
    Tell(
        "events.rescheduled",
        "event_changed",
        f"{WHO}:who_comes",
        ngettext_lazy(
            "%(actors)s moved %(content)s to another time",
            "%(actors)s moved %(content)s to another time",
            "count",
        ),
    ),
    Tell(
        "events.relocated",
        "event_changed",
        f"{WHO}:who_comes",
        ngettext_lazy(
            "%(actors)s changed the place of %(content)s",
            "%(actors)s changed the place of %(content)s",
            "count",
        ),
    ),
    Tell(
        "events.cancelled",
        "event_changed",
        f"{WHO}:who_comes",
        ngettext_lazy("%(actors)s cancelled %(content)s", "%(actors)s cancelled %(content)s", "count"),
    ),
    Tell(
        "events.reinstated",
        "event_changed",
        f"{WHO}:who_comes",
        ngettext_lazy(
            "%(actors)s lets %(content)s go through after all",
            "%(actors)s let %(content)s go through after all",
            "count",
        ),
    ),
    Tell(
        "events.moved_up",
        "event_place",
        f"{WHO}:who_it_is_about",
        ngettext_lazy("You have a place at %(content)s", "You have a place at %(content)s", "count"),
    ),
    Tell(
        "events.reminded",
        "event_soon",
        f"{WHO}:who_has_a_place",
        ngettext_lazy("Soon: %(content)s", "Soon: %(content)s", "count"),
    ),
)
