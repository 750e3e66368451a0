"""One unread row a person and subject: an event joins the row that is there, or begins one.

Two fan-outs may do so at the same moment: rows are begun where the unique constraint lets them, then read under a lock, in
the order of people, so that neither waits for the other for ever.
"""

from collections import defaultdict

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone

from kring.core.activity.models import Event
from kring.core.features import places
from kring.core.features.hooks import Tell
from kring.core.notify import reasons
from kring.core.notify.models import UNREAD, Cause, Notification
from kring.core.notify.planning import Plan, plan
from kring.core.people.models import Person

ATTEMPTS = 5


def subject_of(event: Event, declared: Tell) -> str:
    if declared.place:
        return places.name(declared.place, event.data[declared.place])
    if event.content_id:
        return f"c{event.content_id}"
    return (
        f"g{event.group_id}:{declared.reason}" if event.group_id else f"p{event.person_id}:{declared.reason}"
    )


def add(event: Event, people: list[Person], why: dict[int, Tell]) -> list[int]:
    """Give each of `people` (by id) the event as a cause, for the reason in `why`; returns the ids of those who wanted it."""
    now = timezone.now()
    plans = {p.pk: wanted for p in people if (wanted := plan(p, why[p.pk].reason, now)) is not None}
    by_subject: dict[str, list[int]] = defaultdict(list)
    for id in plans:
        by_subject[subject_of(event, why[id])].append(id)
    for subject, ids in sorted(by_subject.items()):
        _join(event, subject, {id: plans[id] for id in ids}, now)
    return list(plans)


def _join(event: Event, subject: str, plans: dict[int, Plan], now) -> None:
    there = _rows(subject, plans)
    missing = {id: plans[id] for id in sorted(plans.keys() - there.keys())}
    if missing and (begun := _begin(event, subject, missing, now)) is not None:
        _update(event, there, plans, now)
        there |= begun
    else:
        for _attempt in range(ATTEMPTS):
            if not missing:
                break
            new = [_new(event, subject, id, wanted, now, causes=0) for id, wanted in missing.items()]
            Notification.objects.bulk_create(new, ignore_conflicts=True)
            there |= _rows(subject, missing)
            missing = {id: wanted for id, wanted in missing.items() if id not in there}
        _update(event, there, plans, now)
    Cause.objects.bulk_create(
        Cause(
            notification=there[id],
            person_id=id,
            event=event,
            actor_id=event.actor_id,
            comment_id=event.comment_id,
            verb=event.verb,
            reason=plans[id].reason,
            created_at=now,
        )
        for id in sorted(plans)
    )


def _begin(event: Event, subject: str, plans: dict[int, Plan], now) -> dict[int, Notification] | None:
    """A new row for each; None where somebody else was ahead with one of them."""
    try:
        with transaction.atomic():
            rows = Notification.objects.bulk_create(
                _new(event, subject, id, wanted, now, causes=1) for id, wanted in plans.items()
            )
    except IntegrityError:
        return None
    return {row.person_id: row for row in rows}


def _rows(subject: str, people) -> dict[int, Notification]:
    rows = Notification.objects.select_for_update().filter(UNREAD, subject=subject, person__in=list(people))
    return {row.person_id: row for row in rows.order_by("person_id")}


def _new(event: Event, subject: str, person: int, wanted: Plan, now, causes: int) -> Notification:
    return Notification(
        cause_count=causes,
        person_id=person,
        content_id=event.content_id,
        group_id=event.group_id,
        subject=subject,
        first_at=event.created_at,
        last_at=now,
        verb=event.verb,
        **wanted._asdict(),
    )


def _update(event: Event, there: dict[int, Notification], plans: dict[int, Plan], now) -> None:
    """Bring the rows up to date, those that come to say the same with one query."""
    same: dict[Plan, list[int]] = defaultdict(list)
    for id, row in there.items():
        same[_merged(row, plans[id])].append(row.pk)
    for wanted, ids in same.items():
        Notification.objects.filter(pk__in=ids).update(
            cause_count=F("cause_count") + 1, verb=event.verb, last_at=now, **wanted._asdict()
        )


def _merged(row: Notification, new: Plan) -> Plan:
    """What is due stays due when it was, so that a burst is one mail."""
    stronger = max(row.reason, new.reason, key=lambda slug: reasons.strength(reasons.get(slug)))
    return Plan(
        reason=stronger,
        hidden=new.hidden and row.hidden and "choice",
        held=row.held or new.held,
        mail_due_at=min(filter(None, (row.mail_due_at, new.mail_due_at)), default=None),
        push_due_at=min(filter(None, (row.push_due_at, new.push_due_at)), default=None),
    )
