"""Push as a channel of notifications: one row a device, in the transaction that decided it; sending.py sends them."""

from django.db import transaction

from kring.core.push.models import Device, PushMessage


def put(notification, causes) -> bool:
    """Have `notification` said on its person's devices, once for its last cause. False where no device is to be woken."""
    last = max((cause.pk for cause in causes), default=0)
    devices = list(Device.objects.awake().filter(person=notification.person_id).values_list("pk", flat=True))
    PushMessage.objects.bulk_create(
        [
            PushMessage(
                key=f"n{notification.pk}-{last}-d{device}", device_id=device, notification=notification
            )
            for device in devices
        ],
        ignore_conflicts=True,
    )
    if devices:
        from kring.core.push.sending import enqueue

        transaction.on_commit(enqueue)
    return bool(devices)
