"""Hearing nothing more of one item."""

from django.db import transaction

from kring.core.notify import reading
from kring.core.notify.models import Mute


@transaction.atomic
def mute(person, content) -> None:
    """Nothing more about this, until they unmute it; what they weren't told yet is put away. Twice changes nothing."""
    Mute.objects.bulk_create([Mute(person=person, content_id=content.pk)], ignore_conflicts=True)
    reading.read(person, content)


def unmute(person, content) -> None:
    Mute.objects.filter(person=person, content_id=content.pk).delete()


def is_muted(person, content) -> bool:
    return Mute.objects.filter(person=person, content_id=content.pk).exists()
