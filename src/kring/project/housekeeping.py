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
from kring.core.features import registry, switches
from kring.core.files.housekeeping import forget_loose_files, forget_unused_pictures
from kring.core.files.pieces import forget_pieces
from kring.core.files.scanning import ask_again
from kring.core.letterbox.housekeeping import forget_old_mail
from kring.core.live import bus, heartbeat
from kring.core.mail import postman
from kring.core.mail.ledger import forget_old_letters
from kring.core.notify.delivery import deliver_due
from kring.core.notify.housekeeping import forget_old
from kring.core.notify.telling import tell_the_rest
from kring.core.people.housekeeping import forget_ways_in
from kring.core.push import sending as push
from kring.core.search import tally
from kring.core.search.extract.tasks import read_some
from kring.core.search.tasks import fill_when_empty

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
        Chore(tell_the_rest, every=2),
        Chore(deliver_due, every=2),
        Chore(postman.go, every=2),
        Chore(due.publish_due, every=15),
        Chore(retry_abandoned, every=30),
        Chore(bus.prune, every=60),
        Chore(forget_finished, every=3600),
        Chore(forget_ways_in, every=3600),
        Chore(push.sweep, every=5),
        Chore(push.tidy, every=3600),
        Chore(empty_bin, every=3600),
        Chore(forget_old, every=3600),
        Chore(forget_old_letters, every=3600),
        Chore(forget_old_mail, every=3600),
        Chore(fill_when_empty, every=60),
        Chore(read_some, every=60),
        Chore(tally.forget, every=86400),
        Chore(forget_unused_pictures, every=86400),
        Chore(forget_loose_files, every=3600),
        Chore(forget_pieces, every=3600),
        Chore(ask_again, every=60),
        *(
            Chore(of_feature(feature.slug, chore.call), chore.every)
            for feature, chore in registry.declared("chores")
        ),
    ]


def of_feature(slug: str, call: str) -> Callable[[], object]:
    """A chore of a feature; where that is off, nothing is done."""

    def run():
        return registry.load(call)() if switches.is_on(slug) else None

    run.__name__ = call
    return run


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
