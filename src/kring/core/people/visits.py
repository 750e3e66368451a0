"""Visits: when somebody comes back after a while, it is remembered until when they were here before. Home then shows what
is new since. One write for a visit; who is here now is known from sessions (`seen_at`, to a quarter of an hour)."""

from datetime import datetime, timedelta

from django.db.models import F, Max
from django.utils import timezone

from kring.core.people.models import Person, Session

GAP = timedelta(minutes=30)


def seen_again(person: Person, seen: datetime, now: datetime) -> None:
    """This session was last seen at `seen`, and now again. Another device may have been in use meanwhile."""
    if now - seen < GAP:
        return
    last = Session.objects.filter(person=person).aggregate(last=Max("seen_at"))["last"]
    if last is None or now - last >= GAP:
        _was_here_until(person, last or seen)


def left(person: Person) -> None:
    """They signed out: what comes after this is new to them."""
    _was_here_until(person, timezone.now())


def _was_here_until(person: Person, moment: datetime) -> None:
    Person.objects.filter(pk=person.pk).update(since=moment, version=F("version") + 1)
    person.since = moment
    person.version += 1
