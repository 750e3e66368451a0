"""After commit: every handler of an event runs once, in one transaction with the mark that says so.

So a crash between commit and fan-out loses nothing (the sweep finds events without the mark) and a retry doubles
nothing (the mark is read under a lock). What leaves the database (mail, push) must carry a key of its own.
"""

import time

import structlog
from django.db import transaction
from django.utils import timezone
from django_tasks import task

from kring.core.activity.models import Event
from kring.core.features import registry, switches

log = structlog.get_logger("kring.fanout")
MOST_AT_ONCE = 500
FIRST_PAUSE, LONGEST_PAUSE = 10.0, 3600.0  # seconds
_resting: dict[int, tuple[float, float]] = {}  # event → until when (monotonic), and how long that was


@task()
def fan_out_waiting() -> None:
    while sweep() == MOST_AT_ONCE:
        pass


def enqueue() -> None:
    """Have what waits fanned out. One queued task is enough for all: it begins after this look, and our event is
    committed, so it will see it. (Claiming a task costs more than most events do.)"""
    if not _is_queued():
        fan_out_waiting.enqueue()


def _is_queued() -> bool:
    from django_tasks_db.models import DBTaskResult  # its models load after ours

    return DBTaskResult.objects.ready().filter(task_path=fan_out_waiting.module_path).order_by().exists()


def fan_out(event_id: int) -> bool:
    """Run the handlers of one event; False where it had been done. Handlers of features that are off stay silent."""
    with transaction.atomic():
        event = Event.objects.select_for_update().filter(pk=event_id, fanned_out_at=None).first()
        if event is None:
            return False
        with switches.still():
            for feature, handler in _handlers(event.verb):
                if feature is None or switches.is_on(feature, event.group_id):
                    registry.load(handler)(event)
        Event.objects.filter(pk=event_id).update(fanned_out_at=timezone.now())
    return True


def sweep(limit: int = MOST_AT_ONCE) -> int:
    """Fan out what is waiting, oldest first: events whose task was lost, or that an import wrote. Returns how many.

    One that fails rests for a while, longer each time, so that it neither holds up the others nor fills the log."""
    now = time.monotonic()
    resting = [event_id for event_id, (until, _pause) in _resting.items() if until > now]
    waiting = Event.objects.filter(fanned_out_at=None).exclude(pk__in=resting).order_by("pk")
    done = 0
    for event_id in list(waiting.values_list("pk", flat=True)[:limit]):
        try:
            done += fan_out(event_id)
            _resting.pop(event_id, None)
        except Exception:  # one event that can't be handled must not stop the others; the log says which
            pause = min(2 * _resting.get(event_id, (0.0, FIRST_PAUSE / 2))[1], LONGEST_PAUSE)
            _resting[event_id] = (now + pause, pause)
            log.exception("fan-out failed", event_id=event_id, again_in=pause)
    return done


def _handlers(verb: str):
    for path in CORE_HANDLERS.get(verb, ()) + CORE_HANDLERS["*"]:
        yield None, path
    for feature, handler in registry.declared("handlers"):
        if handler.event == verb:
            yield feature.slug, handler.call


CORE_HANDLERS: dict[str, tuple[str, ...]] = {
    "*": (
        "kring.core.notify.telling:tell",
        "kring.core.live.handlers:tell",
        "kring.core.search.handlers:happened",
        "kring.core.search.extract.tasks:attached",
    ),
    "people.edited": ("kring.core.content.handlers:person_changed",),
    "groups.edited": (
        "kring.core.content.handlers:group_changed",
        "kring.core.notify.handlers:group_changed",
    ),
    "content.binned": ("kring.core.notify.handlers:content_changed",),
    "content.restored": ("kring.core.notify.handlers:content_changed",),
    "content.moved": ("kring.core.notify.handlers:content_changed",),
    "groups.joined": (
        "kring.core.notify.handlers:membership_changed",
        "kring.core.notify.handlers:request_answered",
        "kring.core.notify.handlers:invitation_answered",
    ),
    "groups.left": ("kring.core.notify.handlers:membership_changed",),
    "groups.removed": ("kring.core.notify.handlers:membership_changed",),
    "groups.declined": ("kring.core.notify.handlers:request_answered",),
    "groups.withdrawn": ("kring.core.notify.handlers:request_answered",),
    "groups.uninvited": ("kring.core.notify.handlers:invitation_answered",),
    "groups.invitation_declined": ("kring.core.notify.handlers:invitation_answered",),
    "features.switched": ("kring.core.notify.handlers:feature_switched",),
}
