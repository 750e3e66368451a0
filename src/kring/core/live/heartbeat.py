"""Workers say every few seconds that they are there; `/readyz` and the retry of lost tasks ask."""

from datetime import datetime, timedelta
from threading import Event

import structlog
from django.db import Error, close_old_connections
from django.db.models import Max
from django.utils import timezone

from kring.core.live.models import Heartbeat

EVERY_SECONDS = 10
MISSING_AFTER = timedelta(seconds=45)


def keep_beating(name: str, stop: Event) -> None:
    """For a thread of its own, so that a task that takes minutes doesn't look like a worker that is gone."""
    while True:
        try:
            beat(name)
        except Error:
            structlog.get_logger("kring.worker").warning("no sign of life could be given")
        close_old_connections()
        if stop.wait(EVERY_SECONDS):
            break
    try:
        Heartbeat.objects.filter(name=name).delete()
    except Error:
        pass  # it is forgotten after a while


def beat(name: str) -> None:
    """One write; rows of workers that are long gone go along when a new one comes."""
    now = timezone.now()
    if not Heartbeat.objects.filter(name=name).update(seen_at=now):
        Heartbeat.objects.filter(seen_at__lt=now - timedelta(days=1)).delete()
        Heartbeat.objects.create(name=name, seen_at=now)


def alive() -> list[str]:
    return list(
        Heartbeat.objects.filter(seen_at__gt=timezone.now() - MISSING_AFTER).values_list("name", flat=True)
    )


def last() -> datetime | None:
    return Heartbeat.objects.aggregate(last=Max("seen_at"))["last"]
