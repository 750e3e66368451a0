"""What the worker does by itself: polls close at their time, and a day before who hasn't voted hears of it."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from kring.core.activity.log import record
from kring.core.content.models import Content
from kring.core.content.states import READABLE, State
from kring.kinds.polls import verbs
from kring.kinds.polls.models import Ballot

BEFORE = timedelta(days=1)
SHORT = timedelta(days=2)  # what is open for less needs no reminder
AT_ONCE = 200


def close_due() -> int:
    """Close what is due; returns how many. Twice at once closes nothing twice."""
    due = Ballot.objects.filter(
        closed_at=None, closes_at__lte=timezone.now(), content__state__in=READABLE
    ).order_by("closes_at")
    ids = list(due.values_list("pk", flat=True)[:AT_ONCE])
    items = Content.objects.filter(pk__in=ids).select_related("group")  # seen: by nobody, this closes them
    return sum(verbs.close(item) for item in items)


def remind() -> int:
    """Say that a poll is about to close, once."""
    now = timezone.now()
    soon = Ballot.objects.filter(
        closed_at=None,
        reminded_at=None,
        closes_at__gt=now,
        closes_at__lte=now + BEFORE,
        content__state=State.PUBLISHED,
        content__published_at__lte=now - (SHORT - BEFORE),
    )
    return sum(_remind(pk, now) for pk in list(soon.values_list("pk", flat=True)[:AT_ONCE]))


@transaction.atomic
def _remind(pk: int, now) -> bool:
    if not Ballot.objects.filter(pk=pk, reminded_at=None).update(reminded_at=now):
        return False
    content = Content.objects.select_related("group").get(pk=pk)  # seen: by nobody, each receiver is asked
    record("polls.closing", group=content.group, content=content)
    return True
