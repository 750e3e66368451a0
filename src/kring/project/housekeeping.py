"""What the worker does by itself, each at its own pace."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

import structlog
from django.db import transaction
from django.utils import timezone

from kring.core.activity import fanout
from kring.core.content import due
from kring.core.content.housekeeping import empty_bin
from kring.core.files.housekeeping import forget_loose_files, forget_unused_pictures
from kring.core.live import bus, heartbeat
from kring.core.people.housekeeping import forget_ways_in

log = structlog.get_logger("kring.worker")
KEEP_TASKS = timedelta(days=7)


@dataclass
class Chore:
    run: Callable[[], object]
    every: float
    due: float = 0.0

    def when_due(self, now: float) -> None:
        """Runs when its time has come. One that fails is logged, and holds up no other."""
        if now < self.due:
            return
        self.due = now + self.every
        try:
            self.run()
        except Exception:
            log.exception("chore failed", chore=getattr(self.run, "__name__", str(self.run)))


def chores() -> list[Chore]:
    return [
        Chore(fanout.sweep, every=2),
        Chore(due.publish_due, every=15),
        Chore(retry_abandoned, every=30),
        Chore(bus.prune, every=60),
        Chore(forget_finished, every=3600),
        Chore(forget_ways_in, every=3600),
        Chore(empty_bin, every=3600),
        Chore(forget_unused_pictures, every=86400),
        Chore(forget_loose_files, every=3600),
    ]


def retry_abandoned() -> int:
    """Tasks whose worker was killed half-way go back into the queue; every task can run twice."""
    from django_tasks_db.models import DBTaskResult

    alive = set(heartbeat.alive())
    with transaction.atomic():
        running = DBTaskResult.objects.running().filter(
            started_at__lt=timezone.now() - heartbeat.MISSING_AFTER
        )
        lost = [
            task.pk for task in running.only("worker_ids") if not alive.intersection(task.worker_ids[-1:])
        ]
        if not lost:
            return 0
        count = DBTaskResult.objects.running().filter(pk__in=lost).update(status="READY", started_at=None)
    log.warning("tasks of a worker that is gone are run again", tasks=count)
    return count


def forget_finished() -> int:
    """Successful tasks are of no use after a week; failed ones stay four times as long, to be looked at."""
    from django_tasks_db.models import DBTaskResult

    now = timezone.now()
    gone = DBTaskResult.objects.successful().filter(finished_at__lt=now - KEEP_TASKS).delete()[0]
    return gone + DBTaskResult.objects.failed().filter(finished_at__lt=now - 4 * KEEP_TASKS).delete()[0]
