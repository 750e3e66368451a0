"""Whom a message is told: who takes part, hasn't muted it and hasn't read it already."""

from django.db.models import F

from kring.tools.messages.models import Message, Participant


def readers(event) -> list[int]:
    message = event.data.get("message", 0)
    if not Message.objects.filter(pk=message, deleted_at=None).exists():
        return []
    rows = Participant.objects.filter(
        conversation=event.data.get("conversation", 0), left_at=None, is_muted=False
    )
    unread = rows.filter(since__lt=message, read_upto__lt=message, newest__gt=F("read_upto"))
    return list(unread.values_list("person_id", flat=True))
