"""What open pages are told of an event. Ids only: a page asks for what it wants to show, as the person who sees it."""

from datetime import timedelta

from django.utils import timezone

from kring.core.live import bus

FRESH = timedelta(minutes=2)
"""Older events are history that an import or a long standstill brings; nobody waits for those."""


def tell(event) -> None:
    if event.content_id is None or timezone.now() - event.created_at > FRESH:
        return
    bus.publish(
        {
            "type": "content.new" if event.verb == "content.published" else event.verb,
            "content": event.content_id,
            "comment": event.comment_id,
            "group": event.group_id,
            "actor": event.actor_id,
        }
    )
