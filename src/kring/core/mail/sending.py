"""Sending what waits in the outbox, one letter a commit.

A letter is claimed (its next try is moved on), written, given to the mail server and marked. Killed anywhere, nothing is
lost: an unfinished claim runs out and the letter is tried again. Only between the server's “250 taken” and the mark, one
statement later, can a letter go out twice; it then has the same Message-ID, by which mail programs show it once.
"""

import time
from collections.abc import Callable
from datetime import timedelta

import structlog
from django.core import mail
from django.db import OperationalError
from django.db.models import F
from django.utils import timezone

from kring.core.content.models import Content
from kring.core.mail import outbox, problems, refusals
from kring.core.mail.models import Letter, NoMail
from kring.core.mail.writing import message, written

log = structlog.get_logger("kring.mail")
State = Letter.State
BATCH = 50  # letters over one connection: some servers take no more
CLAIM = timedelta(minutes=5)  # longer than a mail server may take over one letter
PAUSES = [timedelta(minutes=m) for m in (1, 5, 15, 60)] + [
    timedelta(hours=4)
] * 20  # then, after three days, no more


class ServerTrouble(Exception):
    """The mail server can't be reached, or takes nothing from us now. All letters wait."""


class HungUp(ServerTrouble):
    """It ended the conversation within a letter: the letter is to blame, or the server. The next letter shows which."""


def send_waiting(limit: int = BATCH, stop: Callable[[], bool] = lambda: False) -> int:
    """Send what is due, over one connection, until `stop()`; returns how many letters were dealt with. Raises ServerTrouble."""
    due = Letter.objects.filter(state=State.WAITING, next_try_at__lte=timezone.now())
    numbers = list(due.order_by("next_try_at", "id").values_list("pk", flat=True)[:limit])
    done, hung_up = 0, False
    connection = mail.get_connection() if numbers else None
    try:
        for number in numbers:
            if stop():
                break
            if claim(number):
                done += 1
                letter = Letter.objects.select_related("person", "content").get(pk=number)
                try:
                    send(letter, connection)
                except HungUp:
                    if hung_up:  # at two in a row
                        raise
                    hung_up = True
                    connection.close()  # type: ignore[union-attr]  # the next letter has one of its own
                else:
                    hung_up = False
    finally:
        if connection is not None:
            connection.close()
    return done


def claim(number: int) -> bool:
    """This letter is ours for a while: only one of those who try gets it. The try counts from here on, so that a letter
    that brings down whoever sends it isn't tried for ever."""
    now = timezone.now()
    mine = Letter.objects.filter(pk=number, state=State.WAITING, next_try_at__lte=now)
    return bool(mine.update(next_try_at=now + CLAIM, attempts=F("attempts") + 1))


def send(letter: Letter, connection) -> None:
    """A letter that we claimed: sent, withheld, failed, or waiting for another try."""
    try:
        reason = unwanted(letter)
        words = None if reason else written(letter)
    except Exception as error:  # one letter that can't be written must not hold up the others
        log.exception("a letter couldn't be written", letter=letter.key)
        return _try_later(letter, f"{type(error).__name__}: {error}")
    if words is None:
        return _mark(letter, state=State.WITHHELD, error=reason or "it had become needless")
    try:
        connection.open()
    except Exception as error:  # whatever it is, it isn't about this letter
        return _refused(letter, refusals.opening(error), error)
    try:
        connection.send_messages([message(letter, words, connection)])
    except Exception as error:
        return _refused(letter, refusals.read(error), error)
    state = State.SENT if outbox.is_set_up() else State.KEPT
    _mark(letter, state=state, sent_at=timezone.now(), error="", address=letter.address)
    problems.delivered(letter.address)


def unwanted(letter: Letter) -> str:
    """Why this letter should not go out any more, or ""; asked at the last moment, for much can change in a queue."""
    person = letter.person
    if person is not None:
        letter.address = person.email or ""
        if not person.is_active:
            return "the account has ended"
        if letter.unsubscribe and NoMail.objects.filter(person=person).exists():
            return "they want no mail"
        if letter.content_id and not Content.objects.visible_to(person).filter(pk=letter.content_id).exists():
            return "they can't see it any more"
    if not letter.address:
        return "they have no address"
    return "" if problems.works(letter.address) else "mail to this address comes back"


def _refused(letter: Letter, no: refusals.Refusal, error: Exception) -> None:
    if no.address:
        problems.bounced(letter.address, no.reason, no.address == "permanent")
    if no.midway:
        _try_later(letter, no.reason)
        raise HungUp(no.reason) from error
    if no.server:
        Letter.objects.filter(pk=letter.pk, state=State.WAITING).update(
            next_try_at=timezone.now() + PAUSES[0], attempts=F("attempts") - 1, error=no.reason[:400]
        )
        raise ServerTrouble(no.reason) from error
    if no.for_good:
        log.warning("a letter was refused", letter=letter.key, reason=no.reason)
        return _mark(letter, state=State.FAILED, error=no.reason[:400])
    _try_later(letter, no.reason)


def _try_later(letter: Letter, reason: str) -> None:
    tried = letter.attempts
    if tried > len(PAUSES):
        return _mark(letter, state=State.FAILED, error=reason[:400])
    Letter.objects.filter(pk=letter.pk).update(
        next_try_at=timezone.now() + PAUSES[tried - 1], error=reason[:400]
    )


def _mark(letter: Letter, **told) -> None:
    """One statement; a database that is busy for a moment is asked again, since the letter is out."""
    for wait in (0.2, 1, 5, None):
        try:
            Letter.objects.filter(pk=letter.pk).update(**told)
            return
        except OperationalError:
            if wait is None:
                raise
            time.sleep(wait)
