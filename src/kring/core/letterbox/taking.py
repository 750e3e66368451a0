"""Making of a kept message what it asks for: a comment, a post, a note that an address doesn't work; or an answer that says
why not. It can be killed anywhere and run twice: the message's row is locked and changed in the transaction that posts."""

from datetime import timedelta

import structlog
from django.db import Error, transaction
from django.db.models import F, Sum
from django.utils import timezone, translation

from kring.core.letterbox import answering, outcome
from kring.core.letterbox.listener import largest
from kring.core.letterbox.models import Incoming, Raw
from kring.core.letterbox.outcome import Outcome
from kring.core.letterbox.reasons import ONCE_A_DAY

log = structlog.get_logger("kring.letterbox")
CLAIM = timedelta(seconds=30)  # who is killed holds it no longer; two at one message do no harm
PAUSES = [timedelta(minutes=n) for n in (1, 5, 30, 120, 720)]
MOST_TRIES = 12
State = Incoming.State


def take_due(most: int = 50) -> int:
    """Take what waits, oldest first; returns how many messages."""
    due = Incoming.objects.filter(state=State.WAITING, next_try_at__lte=timezone.now())
    numbers = list(due.order_by("next_try_at", "id").values_list("pk", flat=True)[:most])
    return sum(take(number) for number in numbers)


def take(number: int) -> bool:
    """Take one message; False where it doesn't wait any more, or somebody else is at it."""
    now = timezone.now()
    mine = Incoming.objects.filter(pk=number, state=State.WAITING, next_try_at__lte=now)
    if not mine.update(next_try_at=now + CLAIM, attempts=F("attempts") + 1):
        return False
    row = Incoming.objects.select_related("raw").get(pk=number)
    if row.attempts > MOST_TRIES:  # it ends whoever takes it, before they can say so
        return _fail(row, "it was tried too often")
    try:
        with translation.override(None):
            found = outcome.decide(row, bytes(row.raw.message))
            _finish(row, found)
    except Error:
        raise  # the database is away: it is claimed again when it is back
    except Exception as error:
        log.exception("a mail could not be taken", incoming=number)
        _put_off(row, error)
    return True


@transaction.atomic
def _finish(row: Incoming, found: Outcome) -> None:
    locked = Incoming.objects.select_for_update(of=("self",)).filter(pk=row.pk, state=State.WAITING)
    if not locked.exists():
        return
    made = found.make() if found.make else None
    if isinstance(made, Outcome):  # what was asked a moment ago is otherwise by now
        found, made = made, None
    row.state, row.reason, row.detail = found.state, found.reason, found.detail[:300]
    row.sender, row.person = found.sender[:254], found.person
    for name in ("content", "comment"):
        setattr(row, name, made if made is not None and made._meta.label_lower == f"content.{name}" else None)
    if made is not None and row.content is None and row.comment is None:
        row.content_id = made.pk  # a kind is a proxy of content
    row.answered = answering.answer(row, found)
    row.save(
        update_fields=["state", "reason", "detail", "sender", "person", "content", "comment", "answered"]
    )
    if not _stays(row, found):
        Raw.objects.filter(pk=row.pk).delete()


def _stays(row: Incoming, found: Outcome) -> bool:
    """Are its bytes kept for a while? Where its writer has heard nothing, or not got their words back; for each person no
    more than the largest mail twice."""
    given_back = row.answered and found.reason not in ONCE_A_DAY
    if found.state != State.REFUSED or given_back or not found.is_theirs:
        return False
    kept = Incoming.objects.filter(person=found.person, state=State.REFUSED, raw__isnull=False).exclude(
        pk=row.pk
    )
    return (kept.aggregate(bytes=Sum("size"))["bytes"] or 0) + row.size <= 2 * largest()


def _put_off(row: Incoming, error: Exception) -> None:
    detail = f"{type(error).__name__}: {error}"[:300]
    if row.attempts > len(PAUSES):
        _fail(row, detail)
    else:
        again = timezone.now() + PAUSES[row.attempts - 1]
        Incoming.objects.filter(pk=row.pk).update(next_try_at=again, detail=detail)


def _fail(row: Incoming, detail: str) -> bool:
    """First the mark, then the answer: what ended us once may do so again."""
    Incoming.objects.filter(pk=row.pk).update(state=State.FAILED, reason="failed", detail=detail)
    try:
        found = outcome.by_head(row, bytes(row.raw.message), "failed")
        if found.reason == "failed" and answering.answer(row, found):
            Incoming.objects.filter(pk=row.pk).update(answered=True, person=found.person)
    except Error:
        raise
    except Exception:
        log.exception("nobody could be told of a mail that failed", incoming=row.pk)
    return True
