"""The address of a group: hosts switch it on and off."""

import secrets

from django.db import transaction
from django.utils.translation import gettext as _

from kring.core.activity.log import record
from kring.core.groups.access import check
from kring.core.letterbox import addresses
from kring.core.letterbox.models import GroupAddress
from kring.core.refused import Refused

LONGEST = 40
RESERVED = {
    "reply",
    "bounces",
    "postmaster",
    "abuse",
    "mailer-daemon",
    "hostmaster",
    "webmaster",
    "noreply",
    "no-reply",
    "root",
}


def address_of(group) -> str:
    """Where posts to this group go by mail; "" where it takes none."""
    if not addresses.is_set_up():
        return ""
    found = GroupAddress.objects.filter(group=group).first()
    return addresses.of_group(found.local) if found else ""


@transaction.atomic
def open_address(group, by) -> GroupAddress:
    """From now on the group takes posts by mail. The name is the group's own; that of a secret one can't be guessed, since a
    mail server says of every name whether it is there."""
    check(by, group, "host")
    if not addresses.is_set_up():
        raise Refused(_("No mail comes in here. A manager can set that up."))
    if group.is_archived:
        raise Refused(_("This group is archived: it can be read, not added to."))
    if there := GroupAddress.objects.filter(group=group).first():
        return there
    made = GroupAddress.objects.create(group=group, local=_free(group), created_by=by)
    record("groups.edited", actor=by, group=group, data={"fields": ["mail_address"]})
    return made


@transaction.atomic
def close_address(group, by) -> None:
    """The group takes no more posts by mail."""
    check(by, group, "host")
    if GroupAddress.objects.filter(group=group).delete()[0]:
        record("groups.edited", actor=by, group=group, data={"fields": ["mail_address"]})


def hide_address(group) -> None:
    """The group became secret: from now on it has a name that can't be guessed, and the old one is nobody's."""
    if found := GroupAddress.objects.filter(group=group).first():
        found.local = _free(group)
        found.save(update_fields=["local"])


def _free(group) -> str:
    base = group.slug[:LONGEST].strip("-")
    taken = base in RESERVED or GroupAddress.objects.filter(local=base).exists()
    if taken or group.access == "secret":
        return f"{base}-{secrets.token_hex(4)}"
    return base
