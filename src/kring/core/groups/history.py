"""What was changed about a group, as its readers may know it: that a manager made themselves host, for example."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from kring.core.activity.models import Event
from kring.core.activity.types import CORE
from kring.core.features import registry

TOLD = (
    "groups.started", "groups.edited", "groups.host_made", "groups.host_unmade", "groups.archived", "groups.unarchived",
    "features.switched",
)  # fmt: skip
SENTENCES = {event.name: event for event in CORE}


@dataclass
class Change:
    sentence: str
    icon: str
    at: datetime


def changes(group, person, size: int = 10) -> list[Change]:
    """The latest, newest first. Guests aren't told: the people in it may be strangers to them."""
    if person.is_guest:
        return []
    events = (
        Event.objects.filter(group=group, verb__in=TOLD).select_related("actor", "person").order_by("-pk")
    )
    return [_change(event, group) for event in events[:size]]


def _change(event, group) -> Change:
    declared = SENTENCES[event.verb]
    who = {
        "actor": event.actor or _("Kring"),
        "person": event.person or _("Someone who left"),
        "group": group,
    }
    sentence = str(declared.sentence) % {**who, "content": ""}
    if event.verb == "groups.host_made" and event.actor_id and event.actor_id == event.person_id:
        sentence = _("%(person)s, a manager of the platform, became host of %(group)s") % who
    if event.verb == "features.switched":
        sentence = switched(event, _("%(actor)s switched %(feature)s here: %(state)s"))
    if event.verb == "groups.edited" and "access" in event.data:
        words = {"open": _("open"), "closed": _("closed"), "secret": _("secret")}
        before, after = event.data["access"]
        sentence = _("%(actor)s changed %(group)s from %(before)s to %(after)s") % {
            **who,
            "before": words.get(before, before),
            "after": words.get(after, after),
        }
    return Change(sentence, declared.icon, event.created_at)


def switched(event, sentence: str) -> str:
    """A sentence with %(actor)s, %(feature)s, %(state)s and %(group)s about a feature that was switched."""
    feature = registry.features().get(event.data.get("feature"))
    words = {
        "on": _("on"),
        "off": _("off"),
        "available": _("available"),
        "always": _("always on"),
        "inherit": _("as the organisation has it"),
    }
    state = event.data.get("state", "")
    return sentence % {
        "actor": event.actor or _("Kring"),
        "feature": feature.title if feature else event.data.get("feature"),
        "state": words.get(state, state),
        "group": event.group,
    }
