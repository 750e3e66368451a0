"""Questions without a name: those who answer hear of them some at a time, so that no moment is written down at which one was asked."""

from django.db import transaction

from kring.core.activity.log import record
from kring.core.content.models import Content
from kring.kinds.townhalls.models import Hall


def gather() -> int:
    """Say where there are new ones. The worker calls this every hour; returns in how many town halls."""
    return sum(_gather(pk) for pk in list(Hall.objects.filter(unsaid__gt=0).values_list("pk", flat=True)))


@transaction.atomic
def _gather(pk: int) -> bool:
    hall = Hall.objects.select_for_update().get(pk=pk)
    if not hall.unsaid:
        return False
    Hall.objects.filter(pk=pk).update(unsaid=0)
    content = Content.objects.select_related("group").get(pk=pk)  # seen: by nobody, each receiver is asked
    record("townhalls.gathered", group=content.group, content=content)
    return True
