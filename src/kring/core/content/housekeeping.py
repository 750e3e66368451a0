"""What was put away long enough ago goes for good. The worker calls this."""

import structlog
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from kring.core.content.drafts import Draft
from kring.core.content.models import Content
from kring.core.content.states import State
from kring.core.content.traits.binnable import KEPT
from kring.core.files.housekeeping import forget
from kring.core.files.models import File

log = structlog.get_logger("kring.content")
AT_ONCE = 200


def empty_bin() -> int:
    """Remove what has been in the bin for thirty days, with its comments, versions and files; events keep their row,
    without it. Returns how many items."""
    _forget_thrown()
    long_ago = timezone.now() - KEPT
    old = Content.objects.filter(state=State.BIN, binning__created_at__lt=long_ago)  # seen: by nobody
    return sum(_remove(pk) for pk in list(old.order_by("pk").values_list("pk", flat=True)[:AT_ONCE]))


@transaction.atomic
def _remove(pk: int) -> int:
    items = Content.objects.select_for_update(of=("self",))  # seen: by nobody, this removes it
    item = items.filter(pk=pk, state=State.BIN, binning__created_at__lt=timezone.now() - KEPT).first()
    if item is None:  # taken out of the bin just now, or removed by another worker
        return 0
    forget(File.objects.filter(Q(content=item) | Q(comment__content=item)))
    item.delete()
    log.info("removed from the bin for good", content=pk)
    return 1


def _forget_thrown() -> None:
    Draft.objects.filter(key__startswith="thrown-", saved_at__lt=timezone.now() - KEPT).delete()
