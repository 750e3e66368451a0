"""Planning an event, changing its plan, cancelling and moving; whole or one date of it."""

from datetime import date, datetime

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from kring.core.activity.log import record
from kring.core.content.access import is_host, living
from kring.core.content.models import Content
from kring.core.refused import Refused
from kring.kinds.events import answering, dates
from kring.kinds.events import rule as rules
from kring.kinds.events.models import LONGEST, ONCE, Answer, Details, Occasion

MOST_CHANGES = 500
TIMES = ("starts_at", "ends_at", "zone", "whole_day", "rule")
PLACES = ("location", "online_url")


def check_organise(person, content) -> None:
    """Its author and the hosts of the group organise an event."""
    if not isinstance(content, Occasion) or content.plan is None:
        raise Refused(_("Only an event can be organised."))
    living(content)
    if content.author_id != person.pk and not is_host(person, content.group):
        raise Refused(_("Only its author or a host of this group can do this."))


def locked(content: Content) -> Details:
    """The plan, ours until the end of the transaction: who signs up waits for who plans, and the other way round."""
    return Details.objects.select_for_update(of=("self",)).get(content_id=content.pk)


@transaction.atomic
def plan(content: Content, by, **values) -> Details:
    """Give an event its plan, or another one. Who said they come is told of another time or place; more room lets who waits in."""
    was = Details.objects.select_for_update(of=("self",)).filter(content_id=content.pk).first()
    row = Details(**{**(_columns(was) if was else {}), **values, "content_id": content.pk})
    check_plan(row)
    row.last_at = dates.end_of(row)
    if was is None:
        row.save(force_insert=True)
        return row
    if was.rule == "" and row.signs_up_by_date and not was.signs_up_by_date:
        first = dates.local(row)[0].date()
        Answer.objects.filter(content_id=content.pk, on=ONCE).update(on=first)
    row.sequence = was.sequence + 1
    row.save(force_update=True, update_fields=[name for name in _columns(row) if name != "content_id"])
    _tell(content, was, row, by)
    answering.move_up_everywhere(content, row)
    return row


def _columns(row: Details) -> dict:
    return {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields}


def check_plan(row: Details) -> None:
    """Raise Refused where it can't happen like that."""
    if row.ends_at < row.starts_at:
        raise Refused(_("It ends before it begins. Choose a later end."), 400)
    if row.ends_at - row.starts_at > LONGEST:
        raise Refused(_("An event lasts three months at most."), 400)
    if row.rule:
        rules.check(row.rule, dates.local(row)[0].date())


def _tell(content, was: Details, row: Details, by) -> None:
    if not content.is_published or row.last_at < timezone.now():
        return
    if any(getattr(was, name) != getattr(row, name) for name in TIMES):
        record("events.rescheduled", actor=by, group=content.group, content=content)
    elif any(getattr(was, name) != getattr(row, name) for name in PLACES):
        record("events.relocated", actor=by, group=content.group, content=content)


@transaction.atomic
def cancel(content, by, on: date | None = None) -> None:
    """It doesn't go through: all of it, or one date. It stays to be seen, so that nobody waits for it."""
    row = locked(content)
    if on is None:
        if row.cancelled_at:
            return
        row.cancelled_at = timezone.now()
    else:
        if not _dated(row, on, {"cancelled": True}):
            return
    _save(row)
    _changed(content, by, "events.cancelled", on)


@transaction.atomic
def reinstate(content, by, on: date | None = None) -> None:
    """It goes through after all; a date also gets its own hour and place back."""
    row = locked(content)
    if on is None:
        if row.cancelled_at is None:
            return
        row.cancelled_at = None
    elif row.changes.pop(on.isoformat(), None) is None:
        return
    _save(row)
    _changed(content, by, "events.reinstated", on)


@transaction.atomic
def move(content, by, on: date, starts: datetime, ends: datetime, location: str) -> None:
    """One date at another time (on the clock of the event's zone) or place."""
    if ends < starts:
        raise Refused(_("It ends before it begins. Choose a later end."), 400)
    if ends - starts > LONGEST:
        raise Refused(_("An event lasts three months at most."), 400)
    row = locked(content)
    told = {"starts": starts.isoformat(), "ends": ends.isoformat(), "location": location}
    if _dated(row, on, told):
        _save(row)
        _changed(content, by, "events.rescheduled", on)


def _dated(row: Details, on: date, change: dict) -> bool:
    """Note what became of one date; False where that was so already."""
    if not row.rule or not dates.is_date(row, on):
        raise Refused(_("It doesn’t happen on that day."), 400)
    if row.changes.get(on.isoformat()) == change:
        return False
    if len(row.changes) >= MOST_CHANGES and on.isoformat() not in row.changes:
        raise Refused(_("So many dates have been changed that a new event is clearer."), 400)
    row.changes[on.isoformat()] = change
    return True


def _save(row: Details) -> None:
    Details.objects.filter(pk=row.pk).update(
        changes=row.changes,
        cancelled_at=row.cancelled_at,
        last_at=dates.end_of(row),
        sequence=F("sequence") + 1,
    )


def _changed(content, by, verb: str, on: date | None) -> None:
    content.touch()
    record(verb, actor=by, group=content.group, content=content, data={"on": on.isoformat()} if on else {})
