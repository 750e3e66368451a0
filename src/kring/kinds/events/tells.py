"""Who is told what about an event."""

from datetime import date

from django.utils import timezone

from kring.kinds.events.models import ONCE, Answer


def who_comes(event) -> list[int]:
    """Who said yes or maybe to it: to the date that it is about, or to any that is still to come."""
    rows = Answer.objects.filter(content_id=event.content_id).exclude(answer=Answer.Said.NO)
    on = event.data.get("on")
    if on:
        rows = rows.filter(on__in=[date.fromisoformat(on), ONCE])
    else:
        rows = rows.filter(on=ONCE) | rows.filter(on__gte=timezone.localdate())
    return list(rows.values_list("person_id", flat=True).distinct())


def who_has_a_place(event) -> list[int]:
    """For a reminder: who waits has no place yet."""
    ids = set(who_comes(event))
    waiting = Answer.objects.filter(
        content_id=event.content_id, on=_key(event), waiting_since__isnull=False
    ).values_list("person_id", flat=True)
    return list(ids - set(waiting))


def _key(event) -> date:
    plan = event.content.plan
    on = event.data.get("on")
    return plan.key(date.fromisoformat(on)) if plan and on else ONCE


def who_it_is_about(event) -> list[int]:
    return [event.person_id] if event.person_id else []
