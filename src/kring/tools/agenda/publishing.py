"""Posting prompts whose time has come. The worker calls this often.

The post, the next time and the mark that it was posted are written in one transaction, with the row of the prompt locked: killed
anywhere, or run twice at once, it is posted once.
"""

import uuid
from datetime import datetime, timedelta

import structlog
from django.db import transaction
from django.utils import timezone

from kring.core.activity.log import record
from kring.core.content.verbs import post
from kring.core.features import switches
from kring.tools.agenda import dates
from kring.tools.agenda.models import Pause, Prompt
from kring.tools.agenda.obstacles import obstacle

LATE = timedelta(days=3)
"""How late it may still be: who asks on Friday still wants to know on Monday. What was missed longer ago is left out."""
NAMES = uuid.UUID("6f4b3f0e-6b0c-4b52-9d57-0f3f2a1f6a11")

log = structlog.get_logger("kring.agenda")


def publish_due() -> int:
    """Post every prompt that is due, of several missed times only the last; returns how many."""
    due = Prompt.objects.in_use().filter(switches.on_in("agenda"), pause=None, next_at__lte=timezone.now())
    return sum(_in_its_turn(pk) for pk in list(due.order_by("next_at").values_list("pk", flat=True)[:200]))


def _in_its_turn(pk: int) -> bool:
    """One that fails holds up no other."""
    try:
        return _publish(pk, timezone.now())
    except Exception:
        log.exception("a prompt couldn't be posted", prompt=pk)
        return False


@transaction.atomic
def _publish(pk: int, now: datetime) -> bool:
    rows = Prompt.objects.select_for_update(of=("self",)).select_related("group", "by")
    prompt = rows.filter(pk=pk, pause=None, next_at__lte=now).first()
    if prompt is None or prompt.next_at is None:
        return False
    if why := obstacle(prompt):
        return _stop(prompt, why)
    at = dates.latest(prompt, max(prompt.next_at, now - LATE), now)
    if at:
        prompt.last, prompt.last_at = _post(prompt, at), at
    prompt.next_at = dates.next_after(prompt, now)
    prompt.save(update_fields=["last", "last_at", "next_at"])
    return at is not None


def _post(prompt: Prompt, at: datetime):
    token = uuid.uuid5(NAMES, f"{prompt.pk} {dates.today(at)}")
    return post(prompt.by, prompt.group, prompt.kind, title=prompt.title, body=prompt.body, token=token)


def _stop(prompt: Prompt, why: str) -> bool:
    """It waits until somebody puts it right; the hosts are told."""
    Pause.objects.create(prompt=prompt, why=why)
    record("agenda.prompt_stopped", person=prompt.by, group=prompt.group)
    log.info("a prompt has stopped", prompt=prompt.pk, why=why)
    return False
