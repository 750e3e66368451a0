"""Looking at sources again, each in its turn. The worker calls `fetch_due` often; the fetching itself is a task.

A source is claimed by moving its next time before the task is queued: two workers don't ask the same one, and where a task is lost
it comes again.
"""

from datetime import timedelta

import structlog
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from kring.core.activity.log import record
from kring.core.outside.fetching import Mark
from kring.core.refused import Refused
from kring.tools.sources import arriving, deciding
from kring.tools.sources.looking import look_again
from kring.tools.sources.models import Pause, Source
from kring.tools.sources.naming import publishes
from kring.tools.sources.problems import Problem

AT_ONCE = 5
"""Sources that one turn queues: others' tasks come in between."""
CLAIM = timedelta(minutes=15)
LONGEST_REST = timedelta(days=1)
PATIENCE = timedelta(days=14)
MOST_BY_ITSELF = 5
"""News that one fetch publishes without anybody; what is more waits."""

log = structlog.get_logger("kring.sources")


def fetch_due() -> int:
    """Queue the sources whose time has come; returns how many."""
    from kring.tools.sources.tasks import fetch

    now = timezone.now()
    due = Source.objects.in_use().filter(next_at__lte=now).order_by("next_at").values_list("pk", "next_at")
    claimed = 0
    for pk, next_at in list(due[:AT_ONCE]):
        if Source.objects.filter(pk=pk, next_at=next_at).update(next_at=now + CLAIM):
            fetch.enqueue(pk)
            claimed += 1
    return claimed


def look_in_on(pk: int) -> None:
    """Fetch one source, and take in what is new. It may run twice: then the second finds nothing new."""
    source = Source.objects.in_use().filter(pk=pk).first()
    if source is None:
        return
    try:
        feed = look_again(source.url, Mark(source.etag, source.modified))
    except Problem as problem:
        _failed(source, problem)
        return
    _publish(pk, arriving.take_in(pk, feed))


def _publish(pk: int, entries: list[int]) -> None:
    """In the name of who let it; where they can't any more, everything waits."""
    source = Source.objects.select_related("by", "group").filter(pk=pk).first()
    if not entries or source is None or not publishes(source.by, source.group):
        return
    for entry in entries[-MOST_BY_ITSELF:]:
        try:
            deciding.publish(entry, source.by)
        except Refused as why:
            log.info("an entry couldn't be published", entry=entry, why=str(why))


@transaction.atomic
def _failed(source: Source, problem: Problem) -> None:
    """Come back later and later; after two weeks, or where it is gone for good, not any more."""
    now = timezone.now()
    since = source.failing_since or now
    rest = max(
        min(arriving.EVERY * 2 ** min(source.failures, 10), LONGEST_REST),
        timedelta(seconds=min(problem.after, 86_400)),
    )
    Source.objects.filter(pk=source.pk).update(
        failures=F("failures") + 1,
        failing_since=since,
        problem=problem.code,
        next_at=now + rest + arriving.spread(source.pk),
    )
    log.info("source not fetched", source=source.pk, why=problem.code)
    if problem.code == "gone":
        _stop(source, Pause.Why.GONE)
    elif now - since >= PATIENCE:
        _stop(source, Pause.Why.FAILING)


def _stop(source: Source, why: str) -> None:
    """It waits until somebody puts it right; the hosts are told."""
    if Pause.objects.get_or_create(source=source, defaults={"why": why})[1]:
        record("sources.stopped", person=source.by, group=source.group)
