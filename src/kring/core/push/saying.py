"""What a device is told, in its person's language, and whether it is to be told at all: asked at the last moment.

It travels encrypted, so the push service reads nothing. But a locked phone shows it to whoever sits beside it, so how much is said depends on
where it was said. In an open group: who did what, the title, and how the words begin. In a closed group: no words. In a secret group: not
even that it exists, only that there is something."""

from __future__ import annotations

import hashlib

import orjson
from django.conf import settings
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from kring.core.groups.models import Group
from kring.core.notify import listing, reading, sight
from kring.core.push.models import Device, PushMessage

A_DAY = 86400
LONGEST_TITLE, LONGEST_LINE = 120, 200  # so that the whole stays far under the 4 kB that push services take


def said(message: PushMessage) -> tuple[bytes, dict[str, str]] | None:
    """(payload, headers); None where there is nothing (more) to say: read meanwhile, gone, not theirs to see, or signed out there."""
    if not Device.objects.awake().filter(pk=message.device_id).exists():
        return None
    person = message.device.person
    with translation.override(person.language or settings.LANGUAGE_CODE):
        payload = of_notification(message) if message.notification_id else of_test(message)
    if payload is None:
        return None
    payload |= {
        "key": message.key,
        "lang": person.language or settings.LANGUAGE_CODE,
        "at": int(message.created_at.timestamp() * 1000),
    }
    age = int((timezone.now() - message.created_at).total_seconds())
    topic = hashlib.sha256(f"{person.pk} {payload['tag']}".encode()).hexdigest()[:32]
    return orjson.dumps(payload), {
        "TTL": str(max(60, A_DAY - age)),
        "Topic": topic,  # a phone that was off gets the last one about a subject, not all
        "Urgency": "high",
    }


def of_notification(message: PushMessage) -> dict | None:
    row = message.notification
    if row.read_at or row.person_id != message.device.person_id or not sight.may_see(row):
        return None
    rows = listing.shown([row])
    if not rows:
        return None
    found = rows[0]
    title, body, url = found.sentence, found.words, found.url
    group = found.group
    if group and group.access == Group.Access.SECRET:
        title, body = settings.CONFIG.name, _("There is something new for you.")
    elif group and group.access == Group.Access.CLOSED:
        body = str(group)
        if row.content and not row.content.title:  # then its words stand where its title would
            title, body = body, _("There is something new for you.")
    unread = reading.unread([row.person_id])[row.person_id]
    return {
        "title": cut(title, LONGEST_TITLE),
        "body": cut(body or (str(group) if group else ""), LONGEST_LINE),
        "url": url,
        "tag": row.subject,
        "unread": unread,
    }


def of_test(message: PushMessage) -> dict:
    unread = reading.unread([message.device.person_id])[message.device.person_id]
    title, body = (
        _("It works"),
        _("This is how %(platform)s tells you something here.") % {"platform": settings.CONFIG.name},
    )
    return {"title": title, "body": body, "url": "/settings/notifications/", "tag": "try", "unread": unread}


def cut(text: str, most: int) -> str:
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"
