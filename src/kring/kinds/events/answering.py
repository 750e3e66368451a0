"""Signing up: yes, maybe or no; who comes when it is full waits, and moves up by themselves when a place comes free."""

from datetime import date

from django.db import transaction
from django.db.models import Sum
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kring.core.activity.log import record
from kring.core.content.access import living
from kring.core.refused import Refused
from kring.kinds.events import dates
from kring.kinds.events.models import ONCE, Answer, Details, Occasion

YES = Answer.Said.YES
LONGEST_REPLY = 500


def check_sign_up(person, content) -> None:
    """Everybody who reads it may come, where one signs up for it."""
    if not isinstance(content, Occasion) or content.plan is None:
        raise Refused(_("Only for an event can you sign up."))
    living(content)
    if not content.plan.signs_up:
        raise Refused(_("For this event you needn’t sign up: just come."))
    if content.plan.cancelled_at:
        raise Refused(_("This event was cancelled."))


@transaction.atomic
def answer(
    content, person, said: str, on: date | None = None, guests: int = 0, remarks=None
) -> Answer | None:
    """Say whether you come (`said` "" takes it back), on a date of a series where one signs up by date. Where it is full, a yes
    waits. The plan's row is locked, so that of two people who want the last place one gets it."""
    plan = Details.objects.select_for_update(of=("self",)).get(content_id=content.pk)
    key = _key(plan, on)
    mine = Answer.objects.filter(content_id=content.pk, on=key, person=person)
    was = mine.first()
    guests = guests if said == YES else 0
    if guests > plan.most_guests:
        raise Refused(_few_guests(plan.most_guests), 400)
    if not said:
        gone = mine.filter(attended=None).delete()[0]
        if gone:
            _record("events.withdrawn", content, person, key)
            move_up(content, plan, key)
        return None
    told = {"answer": said, "guests": guests, "remarks": _clean(plan, remarks, was)}
    if was and all(getattr(was, name) == value for name, value in told.items()):
        return was
    row = _write(content, plan, key, person, was, told)
    _record("events.answered", content, person, key, answer=said)
    move_up(content, plan, key)
    return row


def _key(plan: Details, on: date | None) -> date:
    if not plan.signs_up_by_date:
        found = dates.first_of(plan) if plan.closes_before or not plan.rule else None
    else:
        found = dates.on_day(plan, on)
        if found is None:
            raise Refused(_("It doesn’t happen on that day."), 400)
        if found.is_cancelled:
            raise Refused(_("This date was cancelled."))
    if (found and found.is_closed) or plan.last_at <= timezone.now():
        raise Refused(_("Signing up has closed. Ask who organises it."))
    return plan.key(on) if on else ONCE


def _few_guests(most: int) -> str:
    if not most:
        return _("To this event you can’t bring guests.")
    said = ngettext("You can bring %(num)s guest at most.", "You can bring %(num)s guests at most.", most)
    return said % {"num": most}


def _clean(plan: Details, remarks, was: Answer | None) -> dict:
    """Only to the questions that are asked; those that were answered before stay."""
    given = {**(was.remarks if was else {}), **(remarks or {})}
    return {
        q: str(given[q]).strip()[:LONGEST_REPLY] for q in plan.questions if str(given.get(q) or "").strip()
    }


def _write(content, plan: Details, key: date, person, was: Answer | None, told: dict) -> Answer:
    wants = 1 + told["guests"] if told["answer"] == YES else 0
    has = was.seats if was and was.is_coming else 0
    full = plan.capacity is not None and wants > has and taken(content.pk, key) - has + wants > plan.capacity
    waiting = None
    if full:
        waiting = (was.waiting_since if was and was.waiting_since else None) or timezone.now()
    if was is None:
        return Answer.objects.create(
            content_id=content.pk, person=person, on=key, waiting_since=waiting, **told
        )
    if full and was.is_coming:
        raise Refused(_("There is no room for so many. You keep the place that you have."), 400)
    Answer.objects.filter(pk=was.pk).update(waiting_since=waiting, **told)
    was.refresh_from_db()
    return was


def taken(content_id: int, key: date) -> int:
    """How many places are given away."""
    coming = Answer.objects.filter(content_id=content_id, on=key, answer=YES, waiting_since=None)
    sums = coming.aggregate(guests=Sum("guests", default=0))
    return coming.count() + sums["guests"]


def move_up(content, plan: Details, key: date) -> int:
    """Let those in who wait, in their order, as far as there is room; a party that is too large waits on. In the caller's
    transaction, which has locked the plan."""
    waiting = Answer.objects.filter(
        content_id=content.pk, on=key, answer=YES, waiting_since__isnull=False
    ).select_related("person")
    free = None if plan.capacity is None else plan.capacity - taken(content.pk, key)
    moved = 0
    for row in waiting.order_by("waiting_since", "pk"):
        if free is not None and row.seats > free:
            continue
        Answer.objects.filter(pk=row.pk).update(waiting_since=None)
        free = None if free is None else free - row.seats
        _record("events.moved_up", content, None, key, told=row.person)
        moved += 1
    return moved


def move_up_everywhere(content, plan: Details) -> None:
    """There is more room now, perhaps."""
    waiting = Answer.objects.filter(content_id=content.pk, waiting_since__isnull=False)
    for key in set(waiting.values_list("on", flat=True)):
        move_up(content, plan, key)


@transaction.atomic
def attended(content, person, key: date, there: bool | None, by) -> None:
    """They were there, or not; who came without signing up has been there too."""
    told = {"attended": there, "attended_at": timezone.now() if there else None, "attended_by": by}
    rows = Answer.objects.filter(content_id=content.pk, person=person, on=key)
    was = rows.first()
    if was and was.attended == there:
        return
    if was is None:
        if not there:
            return
        Answer.objects.create(content_id=content.pk, person=person, on=key, answer=YES, **told)
    else:
        rows.update(**told)
    _record("events.attended", content, by, key, told=person, there=there)


def _record(verb: str, content, actor, key: date, told=None, **data) -> None:
    if key != ONCE:
        data["on"] = key.isoformat()
    record(verb, actor=actor, group=content.group, content=content, person=told, data=data)
