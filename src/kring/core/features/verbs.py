"""Moving the switches: what managers and hosts do. What the switches say stands in `switches.py`."""

import secrets

from django.db import transaction
from django.utils.translation import gettext as _

from kring.core.activity.log import record
from kring.core.features import registry, switches
from kring.core.features.models import Generation, GroupSwitch, Platform, PlatformSwitch
from kring.core.refused import Refused


@transaction.atomic
def switch_platform(feature: str, state: str, by=None) -> None:
    """Set a feature's state for the whole platform. Raises Refused for an unknown feature or state."""
    _known(feature)
    if state not in Platform.values:
        raise Refused(_("A feature is off, available, on or always on."), 400)
    PlatformSwitch.objects.update_or_create(feature=feature, defaults={"state": state})
    bump()
    record("features.switched", actor=by, data={"feature": feature, "state": state})


@transaction.atomic
def switch_group(feature: str, group, state: str, by=None) -> None:
    """Set a group's own choice: on, off or inherit."""
    if not _known(feature).per_group:
        raise Refused(_("This feature can't be switched per group."), 400)
    if state not in ("on", "off", "inherit"):
        raise Refused(_("In a group a feature is on, off, or as the organisation has it."), 400)
    if state == "inherit":
        GroupSwitch.objects.filter(feature=feature, group=group).delete()
    else:
        GroupSwitch.objects.update_or_create(feature=feature, group=group, defaults={"state": state})
    bump()
    record("features.switched", actor=by, group=group, data={"feature": feature, "state": state})


def bump() -> None:
    """Everything cached under the old generation is out of date. The number is drawn, not counted: one that a transaction
    took back can't come again and be mistaken for what is cached under it."""
    Generation.objects.filter(pk=1).update(number=secrets.randbits(62))
    switches.unpin()


def _known(slug: str):
    feature = registry.features().get(slug)
    if feature is None:
        raise Refused(_("This feature isn't installed."), 404)
    return feature
