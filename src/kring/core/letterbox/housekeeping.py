"""What is kept of mail that came in, and for how long."""

from datetime import timedelta

from django.utils import timezone

from kring.core.letterbox.addresses import VALID
from kring.core.letterbox.models import Incoming, Raw

RAW_KEPT = timedelta(days=14)
SENDER_KEPT = timedelta(days=30)
ROW_KEPT = VALID + timedelta(days=20)  # as long as an address holds, its mail can come again


def forget_old_mail() -> int:
    """The bytes of what failed, or was refused and not given back, go after two weeks, who wrote after a month, and the row when nothing can come again.
    Returns how many rows went."""
    now = timezone.now()
    over = Incoming.objects.filter(created_at__lt=now - RAW_KEPT).exclude(state=Incoming.State.WAITING)
    Raw.objects.filter(incoming__in=over).delete()
    old = Incoming.objects.filter(created_at__lt=now - SENDER_KEPT).exclude(
        sender="", envelope_from="?", detail=""
    )
    old.exclude(state=Incoming.State.WAITING).update(sender="", envelope_from="?", detail="")
    gone = Incoming.objects.filter(created_at__lt=now - ROW_KEPT).exclude(state=Incoming.State.WAITING)
    return gone.delete()[0]
