"""How much of a group somebody wants to hear: all, highlights or nothing."""

from django.db import transaction
from django.utils.translation import gettext as _

from kring.core.notify import reasons
from kring.core.notify.models import UNREAD, GroupLevel, Notification
from kring.core.refused import Refused

USUAL = GroupLevel.Level.HIGHLIGHTS
PERSONAL = 3  # the weight of what is meant for one person; that is told whatever the group's level


def level(person, group) -> str:
    row = GroupLevel.objects.filter(person=person, group=group).first()
    return row.level if row else USUAL


@transaction.atomic
def set_level(person, group, level: str) -> None:
    """`level` is "all", "highlights" or "nothing". What waits to be sent about a group that is silenced isn't sent any more."""
    if level not in GroupLevel.Level.values:
        raise Refused(_("Choose one of the possibilities."), 400)
    if person.roles.get(group.pk) is None:
        raise Refused(_("Only members of this group choose what they hear of it."))
    if level == USUAL:
        GroupLevel.objects.filter(person=person, group=group).delete()
        return
    GroupLevel.objects.update_or_create(person=person, group=group, defaults={"level": level})
    if level == GroupLevel.Level.NOTHING:
        meant = [slug for slug, reason in reasons.table().reasons.items() if reason.weight >= PERSONAL]
        waiting = Notification.objects.filter(UNREAD, person=person, content__group=group)
        waiting.exclude(reason__in=meant).update(mail_due_at=None, push_due_at=None, held="")
