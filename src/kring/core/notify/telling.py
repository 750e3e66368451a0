"""Who is told of an event: whom its tells are for, less who did it, who may not see it and who doesn't want to know.

Part of the fan-out, in its transaction. Nobody is told twice of one event, however often this is called for it.
"""

from collections.abc import Iterable
from datetime import timedelta

import structlog
from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet, Subquery
from django.utils import timezone

from kring.core.activity.models import Event
from kring.core.content.models import Content
from kring.core.content.querysets import people_who_see
from kring.core.features import registry, switches
from kring.core.features.hooks import Tell
from kring.core.notify import grouping, levels, reading, reasons
from kring.core.notify.models import Cause, GroupLevel, Mute, Remainder
from kring.core.people.models import Person

log = structlog.get_logger("kring.notify")
AT_ONCE = 500
STANDSTILL = timedelta(days=2)
"""What is older is history that comes back after a long standstill; nobody is told of it any more."""


def tell(event: Event) -> None:
    """Tell the first people; where there are more than `AT_ONCE`, the chore `tell_the_rest` goes on."""
    if not reasons.tells(event.verb) or timezone.now() - event.created_at > STANDSTILL:
        return
    source = registry.by_name("events").get(event.verb)
    if source and not switches.is_on(source[0].slug, event.group_id):
        return
    after = _tell(event, after=0)
    if after:
        Remainder.objects.get_or_create(event=event, defaults={"after": after})


def tell_the_rest(most: int = 20) -> int:
    """Go on with events that very many are told of, a piece a transaction. Returns how many pieces were done."""
    return sum(_go_on() for _ in range(most) if Remainder.objects.exists())


@transaction.atomic
def _go_on() -> int:
    rows = Remainder.objects.select_for_update(skip_locked=True, of=("self",)).select_related("event")
    row = rows.order_by("pk").first()
    if row is None:
        return 0
    with switches.still():
        after = _tell(row.event, row.after)
    if after:
        Remainder.objects.filter(pk=row.pk).update(after=after)
    else:
        row.delete()
    return 1


def _tell(event: Event, after: int) -> int | None:
    """Tell people with a higher id than `after`; returns after whom to go on, None where nobody is left."""
    if event.content_id:
        event.content = Content.objects.select_related("group").get(pk=event.content_id)  # seen: asked below
    if event.comment_id and event.comment.deleted_at:
        return None
    why, last = _whom(event, after)
    if why and (people := _willing(event, why)):
        told = grouping.add(event, people, why)
        reading.say(told)
    return last


def _whom(event: Event, after: int) -> tuple[dict[int, Tell], int | None]:
    """Person → the strongest tell that is for them, of at most `AT_ONCE` people; and after whom to go on."""
    found: list[tuple[Tell, list[int]]] = []
    last = None
    for feature, declared in reasons.tells(event.verb):
        if feature is not None and not switches.is_on(feature, event.group_id):
            continue
        ids = _next(registry.load(declared.who)(event), after)
        if len(ids) > AT_ONCE:
            last = min(ids[AT_ONCE - 1], last or ids[AT_ONCE - 1])
        found.append((declared, ids))
    why: dict[int, Tell] = {}
    for declared, ids in found:
        for id in ids:
            if last is None or id <= last:
                why.setdefault(id, declared)
    why.pop(event.actor_id, None)
    return why, last


def _next(people: Iterable[int], after: int) -> list[int]:
    """The next ids, one more than `AT_ONCE` where there are more."""
    if isinstance(people, QuerySet):
        (column,) = people._fields
        if after:  # very many: from person to person, which costs a piece; sorting them all each time doesn't
            here = Person.objects.filter(Exists(people.filter(**{column: OuterRef("pk")})), pk__gt=after)
            return list(here.order_by("pk").values_list("pk", flat=True)[: AT_ONCE + 1])
        return list(people.order_by(column).distinct()[: AT_ONCE + 1])
    return sorted({id for id in people if id and id > after})[: AT_ONCE + 1]


def _willing(event: Event, why: dict[int, Tell]) -> list[Person]:
    """Those who may see it, haven't been told and didn't say that they want to hear nothing of it; by id, each with
    their preference. One query."""
    may = Person.objects.active() if event.content is None else people_who_see(event.content)
    group = event.content.group_id if event.content else event.group_id
    level = GroupLevel.objects.filter(group_id=group, person=OuterRef("pk"))
    people = (
        Person.objects.filter(pk__in=may.filter(pk__in=list(why)).values("pk"))
        .exclude(Exists(Cause.objects.filter(event=event, person=OuterRef("pk"))))
        .exclude(Exists(Mute.objects.filter(content_id=event.content_id, person=OuterRef("pk"))))
        .annotate(level=Subquery(level.values("level")[:1]))
        .select_related("preference")
        .only("time_zone", "working_days", "preference")
        .order_by("pk")
    )
    return [
        person
        for person in people
        if person.level != GroupLevel.Level.NOTHING or _is_personal(why[person.pk])
    ]


def _is_personal(declared: Tell) -> bool:
    reason = reasons.get(declared.reason)
    return reason is not None and reason.weight >= levels.PERSONAL
