"""A person's devices: asked for, listed, let go."""

import re
import uuid

from django.db import transaction
from django.utils.translation import gettext as _

from kring.core.push import endpoints
from kring.core.push.models import Device, PushMessage
from kring.core.refused import Refused

MOST = 20
KEY = re.compile(r"[A-Za-z0-9_-]{86,88}=?")
SECRET = re.compile(r"[A-Za-z0-9_-]{22}(==)?")


@transaction.atomic
def subscribe(
    person, session_key: str, endpoint: str, p256dh: str, auth: str, user_agent: str = ""
) -> Device:
    """Wake this browser from now on. Saying it again, or signing in as somebody else there, changes the row that there is."""
    endpoints.check(endpoint)
    if not KEY.fullmatch(p256dh) or not SECRET.fullmatch(auth):
        raise Refused(_("Your browser sent something that we don’t understand."), 422)
    about = {"person": person, "session_key": session_key, "p256dh": p256dh, "auth": auth}
    device, made = Device.objects.update_or_create(
        endpoint=endpoint, defaults={**about, "user_agent": user_agent[:300], "failures": 0}
    )
    if made:
        keep = Device.objects.filter(person=person).order_by("-pk").values_list("pk", flat=True)[:MOST]
        Device.objects.filter(person=person).exclude(pk__in=list(keep)).delete()
    else:
        device.messages.exclude(notification__person=person).filter(notification__isnull=False).delete()
    return device


def remove(person, id: int) -> bool:
    return bool(Device.objects.filter(person=person, pk=id).delete()[0])


def forget(endpoint: str) -> bool:
    """Whoever knows an address may have it forgotten: only the browser itself and we know it."""
    return bool(Device.objects.filter(endpoint=endpoint).delete()[0])


def try_out(person, id: int) -> bool:
    """Send a message that says that it works."""
    device = Device.objects.filter(person=person, pk=id).first()
    if device is None:
        return False
    from kring.core.push.sending import enqueue

    with transaction.atomic():
        PushMessage.objects.create(key=f"try-{uuid.uuid4().hex}", device=device)
        transaction.on_commit(enqueue)
    return True
