"""Ask everybody to read something, ask again, stop asking; say that one has read it."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from kring.core.activity.log import record
from kring.core.content.access import is_host, living
from kring.core.refused import Refused
from kring.interactions.mustread.models import Confirmation, MustRead

DAY = timedelta(days=1)


def check_ask(person, content) -> None:
    living(content)
    if not is_host(person, content.group):
        raise Refused(_("Only a host of this group can ask everybody to read something."))


@transaction.atomic
def ask(content, by, until: datetime | None = None) -> None:
    """Everybody in the group is asked; asking anew changes the last day, and tells nobody twice."""
    if until and until <= timezone.now():
        raise Refused(_("Choose a day in the future."), 400)
    _row, new = MustRead.objects.update_or_create(
        content_id=content.pk, defaults={"until": until}, create_defaults={"until": until, "by": by}
    )
    content.touch()
    if new:
        record("must_read.asked", actor=by, group=content.group, content=content)


@transaction.atomic
def stop(content, by) -> None:
    if MustRead.objects.filter(content_id=content.pk).delete()[0]:
        content.touch()
        record("must_read.ended", actor=by, group=content.group, content=content)


@transaction.atomic
def remind(content, by) -> None:
    """Once a day at most, so that nobody is nagged."""
    now = timezone.now()
    rested = Q(reminded_at=None, created_at__lt=now - DAY) | Q(reminded_at__lt=now - DAY)
    if not MustRead.objects.current().filter(rested, content_id=content.pk).update(reminded_at=now):
        raise Refused(_("You can ask again a day after the last time, while there is time to read it."), 409)
    record("must_read.reminded", actor=by, group=content.group, content=content)


@transaction.atomic
def confirm(content, person) -> None:
    if not MustRead.objects.filter(content_id=content.pk).exists():
        raise Refused(_("Nobody is asked to read this any more."), 409)
    _row, new = Confirmation.objects.get_or_create(content_id=content.pk, person=person)
    if new:
        record("must_read.confirmed", actor=person, group=content.group, content=content)


def take_back(content, person) -> None:
    """A press by mistake; what the log said of it stays."""
    Confirmation.objects.filter(content_id=content.pk, person=person).delete()
