"""By which channels somebody is told of something, and when: their preferences at the moment that it happens."""

from datetime import datetime, timedelta
from typing import NamedTuple

from kring.core.notify import preferences
from kring.core.notify.models import Preference
from kring.core.notify.quiet import quiet_until
from kring.core.people.models import Person

GRACE = timedelta(minutes=5)
"""A mail waits this long, so that what comes at once is one mail; who reads it here meanwhile gets none."""


class Plan(NamedTuple):
    """The columns of a Notification that say so."""

    reason: str
    hidden: str
    held: str
    mail_due_at: datetime | None
    push_due_at: datetime | None


def plan(person: Person, reason: str, now: datetime) -> Plan | None:
    """None where the person wants to hear of this by no channel at all."""
    preference = preference_of(person)
    here, mail, push = (preferences.channel(preference, reason, name) for name in preferences.CHANNELS)
    if not here and mail == "off" and not push:
        return None
    rest = quiet_until(person, now, preference) if push or mail == "now" else None
    return Plan(
        reason=reason,
        hidden="" if here else "choice",
        held="choice" if mail == "digest" else "",
        mail_due_at=(rest or now + GRACE) if mail == "now" else None,
        push_due_at=(rest or now) if push else None,
    )


def preference_of(person: Person) -> Preference:
    """The preference that was read with the person; the defaults where there is none."""
    try:
        return person.preference
    except Preference.DoesNotExist:
        return Preference(person_id=person.pk)
