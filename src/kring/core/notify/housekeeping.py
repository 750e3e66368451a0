"""Old notifications go: read ones after a quarter, unread ones after a year. The worker calls this."""

from datetime import timedelta

from django.utils import timezone

from kring.core.notify.models import UNREAD, Delivery, Notification

READ, IGNORED = timedelta(days=90), timedelta(days=365)
DELIVERED = timedelta(days=8)  # the budget looks at a day; the rest is for who wonders why
AT_ONCE = 1000
LOOKED_AT = 10_000


def forget_old() -> int:
    """Returns how many notifications went; at most some thousand, so that nobody waits for it."""
    now = timezone.now()
    read = Notification.objects.filter(read_at__lt=now - READ).order_by("read_at")
    # Keys follow time, so the oldest stand in front; without that limit each look would read the whole table.
    first = Notification.objects.order_by("pk").values("pk")[:LOOKED_AT]
    ignored = Notification.objects.filter(UNREAD, pk__in=first, last_at__lt=now - IGNORED)
    gone = [id for rows in (read, ignored) for id in rows.values_list("pk", flat=True)[:AT_ONCE]]
    Notification.objects.filter(pk__in=gone).delete()
    Delivery.objects.filter(created_at__lt=now - DELIVERED).delete()
    return len(gone)
