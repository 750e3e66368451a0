"""What was changed about the platform lately, for those who answer for it."""

from django.utils.translation import gettext as _

from kring.core.activity.models import Event
from kring.core.groups.history import SENTENCES, Change, switched

TOLD = ("features.switched", "people.role_changed", "people.deactivated", "people.invited", "groups.started")


def changes(size: int = 12) -> list[Change]:
    events = Event.objects.filter(verb__in=TOLD).select_related("actor", "person", "group").order_by("-pk")
    return [_change(event) for event in events[:size]]


def _change(event) -> Change:
    declared = SENTENCES[event.verb]
    if event.verb == "features.switched":
        in_group = _("%(actor)s switched %(feature)s in %(group)s: %(state)s")
        sentence = switched(
            event, in_group if event.group_id else _("%(actor)s switched %(feature)s: %(state)s")
        )
    else:
        someone = _("Someone who left")
        names = {
            "actor": event.actor or _("Kring"),
            "person": event.person or someone,
            "group": event.group,
            "content": "",
        }
        sentence = str(declared.sentence) % names
    return Change(sentence, declared.icon, event.created_at)
