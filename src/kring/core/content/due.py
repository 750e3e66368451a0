"""Publishing what was scheduled, when its time has come. The worker calls this often."""

from django.db import transaction
from django.utils import timezone

from kring.core.content.models import Content
from kring.core.content.states import State


def publish_due() -> int:
    """Publish every scheduled item that is due; returns how many. Twice at once publishes nothing twice."""
    due = Content.objects.filter(state=State.SCHEDULED, published_at__lte=timezone.now()).order_by(
        "published_at"
    )  # seen: by nobody, this publishes them
    return sum(_publish(pk) for pk in list(due.values_list("pk", flat=True)[:200]))


def _publish(pk: int) -> bool:
    with transaction.atomic():
        item = (
            Content.objects.select_for_update(of=("self",)).filter(pk=pk, state=State.SCHEDULED).first()
        )  # seen: by nobody, this publishes it
        if item is None:
            return False
        item.publish(by=item.author)
    return True
