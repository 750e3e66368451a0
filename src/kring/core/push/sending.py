"""Sending what waits. A message is claimed first, by moving its time on, then sent, then marked: whoever is killed in between leaves it
due again two minutes later, with the same key, which a device that has it already shows no second time."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import structlog
from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django_tasks import task

from kring.core.push import keys, saying
from kring.core.push.asking import Answer, ask
from kring.core.push.models import Device, PushMessage

log = structlog.get_logger("kring.push")
AT_ONCE, AT_THE_SAME_TIME = 16, 8
CLAIMED = timedelta(minutes=2)
OLD_NEWS = timedelta(days=1)
FIRST_PAUSE, LONGEST_PAUSE = 30, 3600  # seconds
KEPT = timedelta(days=7)
MOST_FAILURES = 10  # in a row, after which a device is let go
ASLEEP = timedelta(days=60)


@task()
def send_waiting() -> None:
    """Some; then what else waits for the worker has its turn, since a push service that says nothing costs seconds."""
    if send_some() == AT_ONCE:
        send_waiting.enqueue()


def enqueue() -> None:
    """One queued task is enough for all that waits."""
    from django_tasks_db.models import DBTaskResult  # its models load after ours

    if not DBTaskResult.objects.ready().filter(task_path=send_waiting.module_path).order_by().exists():
        send_waiting.enqueue()


def sweep() -> None:
    """What waited for its pause, or whose task was lost."""
    if waiting(timezone.now()).exists():
        enqueue()


def waiting(now):
    return PushMessage.objects.filter(done_at=None, due_at__lte=now)


def send_some() -> int:
    """Send at most AT_ONCE messages; how many there were."""
    claimed = _claim()
    letters = [(message, said) for message in claimed if (said := _said(message))]
    if not letters:
        return len(claimed)
    key = keys.server_key()
    with ThreadPoolExecutor(AT_THE_SAME_TIME) as threads:  # the network only: no database in there
        answers = list(threads.map(lambda one: ask(key, one[0].device.subscription, *one[1]), letters))
    for (message, _words), answer in zip(letters, answers, strict=True):
        _note(message, answer)
    return len(claimed)


@transaction.atomic
def _claim() -> list[PushMessage]:
    now = timezone.now()
    due = waiting(now).order_by("due_at").select_for_update(skip_locked=True)
    ids = list(due.values_list("pk", flat=True)[:AT_ONCE])
    PushMessage.objects.filter(pk__in=ids).update(due_at=now + CLAIMED, tries=F("tries") + 1)
    found = PushMessage.objects.filter(pk__in=ids).select_related(
        "device__person", "notification__content__group"
    )
    return list(found)


def _said(message: PushMessage):
    """(payload, headers), or None where it is not to be said any more; then the message is done."""
    if timezone.now() - message.created_at < OLD_NEWS and (said := saying.said(message)):
        return said
    _done(message)
    return None


def _done(message: PushMessage) -> None:
    PushMessage.objects.filter(pk=message.pk).update(done_at=timezone.now())


@transaction.atomic
def _note(message: PushMessage, answer: Answer) -> None:
    device = Device.objects.filter(pk=message.device_id)
    if answer.gone:
        device.delete()
    elif answer.later and message.notification_id:  # a test is of use now or never
        pause = answer.pause or min(FIRST_PAUSE * 2 ** (message.tries - 1), LONGEST_PAUSE)
        PushMessage.objects.filter(pk=message.pk).update(due_at=timezone.now() + timedelta(seconds=pause))
    elif answer.arrived:
        device.update(succeeded_at=timezone.now(), failures=0)
        _done(message)
    else:
        log.warning("a push service refused a message", status=answer.status, device=message.device_id)
        device.update(failures=F("failures") + 1)
        device.filter(failures__gte=MOST_FAILURES).delete()
        _done(message)


def tidy() -> None:
    """What was sent a week ago, and devices where nobody has been signed in for long."""
    now = timezone.now()
    PushMessage.objects.filter(done_at__lt=now - KEPT).delete()
    silent = Device.objects.filter(created_at__lt=now - ASLEEP).exclude(succeeded_at__gt=now - ASLEEP)
    silent.exclude(pk__in=Device.objects.awake().values("pk")).delete()
