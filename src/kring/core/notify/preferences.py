"""What people choose about being told: a preset, what differs from it, and their times."""

from datetime import time

from django.db import transaction
from django.utils.translation import gettext as _

from kring.core.notify import reasons
from kring.core.notify.levels import set_level
from kring.core.notify.models import Preference
from kring.core.notify.mutes import mute, unmute
from kring.core.notify.quiet import quiet_until
from kring.core.refused import Refused

__all__ = ["channel", "choices", "mute", "of", "preset", "quiet_until", "save", "set_level", "unmute"]

CHANNELS = ("kring", "mail", "push")
MAIL = ("now", "digest", "off")
MOST_A_DAY = 100


def of(person) -> Preference:
    """The person's row; the defaults where there is none."""
    return Preference.objects.filter(pk=person.pk).first() or Preference(person_id=person.pk)


def channel(preference: Preference, reason: str, name: str):
    """What `preference` says of a reason on "kring" (True or False), "mail" ("now", "digest" or "off") or "push" (True or
    False)."""
    chosen = preference.choices.get(reason, {})
    return chosen[name] if name in chosen else preset(preference.preset, reason)[name]


def preset(name: str, reason: str) -> dict:
    """What a preset says of a reason: {"kring": True, "mail": "digest", "push": False}."""
    declared = reasons.get(reason)
    if declared is None:
        return {"kring": True, "mail": "digest", "push": False}
    match name:
        case Preference.Preset.EVERYTHING:
            return {"kring": True, "mail": "now", "push": declared.weight > 1}
        case Preference.Preset.NORMAL:
            return {"kring": True, "mail": declared.mail, "push": declared.push}
    return {"kring": True, "mail": "digest", "push": declared.weight > 2}


def choices(preference: Preference) -> list[tuple]:
    """The page of settings: (reason, {"kring": …, "mail": …, "push": …}) for everything a person can be told."""
    return [
        (reason, {name: channel(preference, reason.slug, name) for name in CHANNELS})
        for reason in reasons.shown()
    ]


@transaction.atomic
def save(person, **values) -> Preference:
    """Keep what the person chose: any fields of Preference. Of `choices` ({reason: {channel: wanted}}) only what differs from
    the preset is stored, so that choosing a preset again changes all the rest."""
    preference = of(person)
    if unknown := values.keys() - SAVED:
        raise TypeError(f"Preference has no {', '.join(sorted(unknown))}.")
    for name, value in values.items():
        setattr(preference, name, value)
    _check(preference)
    preference.choices = _different(preference)
    fields = {name: getattr(preference, name) for name in SAVED}
    Preference.objects.update_or_create(person_id=person.pk, defaults=fields)
    return preference


SAVED = {
    "preset", "choices", "budget", "quiet_from", "quiet_until", "only_working_days", "digest", "digest_hour",
    "digest_weekday",
}  # fmt: skip


def _check(preference: Preference) -> None:
    if preference.preset not in Preference.Preset.values or preference.digest not in Preference.Digest.values:
        raise Refused(_("Choose one of the possibilities."), 400)
    if not _number(preference.budget, 0, MOST_A_DAY):
        raise Refused(_("Choose a number from 0 to %(most)s.") % {"most": MOST_A_DAY}, 400)
    if not _number(preference.digest_hour, 0, 23) or not _number(preference.digest_weekday, 1, 7):
        raise Refused(_("Choose a day and an hour for the digest."), 400)
    quiet = (preference.quiet_from, preference.quiet_until)
    if any(moment is not None and not isinstance(moment, time) for moment in quiet):
        raise Refused(_("Write a time as 19:00."), 400)
    if quiet.count(None) == 1:
        raise Refused(_("Quiet hours have a beginning and an end: choose both, or neither."), 400)


def _different(preference: Preference) -> dict:
    """What of `choices` isn't what the preset says already. Of reasons that aren't shown now nothing is forgotten."""
    kept = {}
    for reason, chosen in preference.choices.items():
        if reasons.get(reason) is None:
            kept[reason] = chosen
            continue
        usual = preset(preference.preset, reason)
        for name, value in chosen.items():
            if name not in usual or (value not in MAIL if name == "mail" else not isinstance(value, bool)):
                raise Refused(_("Choose one of the possibilities."), 400)
        if different := {name: value for name, value in chosen.items() if value != usual[name]}:
            kept[reason] = different
    return kept


def _number(value, lowest: int, highest: int) -> bool:
    return isinstance(value, int) and lowest <= value <= highest
