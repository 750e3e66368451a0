"""Reminding who comes: a chore that looks ahead, and never reminds of the same date twice."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from kring.core.activity.log import record
from kring.core.content.models import Content
from kring.core.content.states import State
from kring.kinds.events import calendar
from kring.kinds.events.dates import Occurrence
from kring.kinds.events.models import Reminded

FARTHEST = timedelta(days=7)


def remind_due() -> int:
    """Remind of every date whose moment for that has come; returns how many. Of what has begun nobody is reminded."""
    now = timezone.now()
    items = Content.objects.filter(
        state=State.PUBLISHED
    )  # seen: by nobody, whom it is told is asked for each
    items = items.filter(event__signs_up=True, event__remind_before__gt=0, event__cancelled_at=None)
    found = calendar.occurrences(calendar.within(items, now, now + FARTHEST), now, now + FARTHEST)
    due = [one for one in found if not one.is_cancelled and _is_due(one, now)]
    done = set(
        Reminded.objects.filter(content_id__in={one.plan.pk for one in due}).values_list("content_id", "on")
    )
    return sum(_remind(one) for one in due if (one.plan.pk, one.on) not in done)


def _is_due(one: Occurrence, now) -> bool:
    return now < one.starts_at <= now + timedelta(minutes=one.plan.remind_before)


@transaction.atomic
def _remind(one: Occurrence) -> bool:
    """The row and the event that tells them are written together: killed anywhere, they are told once."""
    _row, new = Reminded.objects.get_or_create(content_id=one.plan.pk, on=one.on)
    if new:
        content = one.plan.content
        data = {"on": one.on.isoformat()} if one.plan.rule else {}
        record("events.reminded", group=content.group, content=content, data=data)
    return new
