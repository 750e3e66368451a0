"""Publishing what was scheduled, when its time has come. The worker calls this often."""

import structlog
from django.db import transaction
from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext as _

from kring.core.content.access import check
from kring.core.content.models import Content
from kring.core.content.states import State
from kring.core.refused import Refused

log = structlog.get_logger("kring.due")


def publish_due() -> int:
    """Publish every scheduled item that is due; returns how many. Twice at once publishes nothing twice."""
    due = Content.objects.filter(state=State.SCHEDULED, published_at__lte=timezone.now()).order_by(
        "published_at"
    )  # seen: by nobody, this publishes them
    return sum(_in_its_turn(pk) for pk in list(due.values_list("pk", flat=True)[:200]))


def _in_its_turn(pk: int) -> bool:
    """One that fails holds up no other."""
    try:
        return _publish(pk)
    except Exception:
        log.exception("a scheduled item couldn't be published", content=pk)
        return False


@transaction.atomic
def _publish(pk: int) -> bool:
    items = Content.objects.select_for_update(of=("self",)).select_related(
        "group", "author"
    )  # seen: by nobody, this publishes it
    item = items.filter(pk=pk, state=State.SCHEDULED).first()
    if item is None:
        return False
    if why := why_not(item):
        item.hold_back()
        log.info("a scheduled item was held back", content=pk, why=why)
        return False
    item.publish(by=item.author)
    return True


def why_not(item: Content) -> str:
    """Why its author can't post this now: a sentence, or "" where nothing is in the way."""
    if not item.author.is_active:
        return _("The account of its author has ended.")
    try:
        check(item.author, item, "publish")
    except Refused as refusal:
        return str(refusal)
    except Http404:
        return _("This group doesn't use this kind of post.")
    return "" if item.body or item.title else _("There is nothing to post yet: write something first.")
