"""Fetch and authorise a group in one call."""

from django.http import Http404
from django.utils.translation import gettext as _

from kring.core.features import switches
from kring.core.groups.models import Group
from kring.core.refused import Refused


def access_group(person, slug: str, to: str = "find", lock: bool = False, feature: str = "") -> Group:
    """The group, if `person` may know of it and it uses `feature` (else Http404) and they may do `to` with it (else Refused, with why).

    find: see its name and what it is for · read: see what is said in it, and who is in it · invite: bring others in ·
    host: change it · manage: a host's rights, or a manager's over who hosts it.
    """
    groups = Group.objects.visible_to(person)
    if to == "manage" and getattr(person, "is_manager", False):
        groups = Group.objects.all()  # seen: managers know that every group exists
    if lock:
        groups = groups.select_for_update(of=("self",))
    group = groups.filter(slug=slug).first()
    if group is None or (feature and not switches.is_on(feature, group.pk)):
        raise Http404
    check(person, group, to)
    return group


def check(person, group, to: str) -> None:
    """Raise Refused with the reason where `person` may not do `to` with a group that they can see."""
    RULES[to](person, group)


def can(person, group, to: str) -> bool:
    try:
        check(person, group, to)
    except Refused:
        return False
    return True


def _find(person, group) -> None:
    pass


def _read(person, group) -> None:
    if person.roles.get(group.pk) is None and (group.access != "open" or person.is_guest):
        raise Refused(_("Only members of this group read what is said in it."))


def _invite(person, group) -> None:
    """Who is in an open group may bring others; into a closed or secret one its hosts do."""
    if group.access != "open" or person.is_guest or person.roles.get(group.pk) is None:
        _host(person, group)


def _host(person, group) -> None:
    role = person.roles.get(group.pk)
    if role != "host" and not (person.is_manager and (role or group.access == "open")):
        raise Refused(_("Only a host of this group can do this."))


def _manage(person, group) -> None:
    if not person.is_manager:
        _host(person, group)


RULES = {"find": _find, "read": _read, "invite": _invite, "host": _host, "manage": _manage}
