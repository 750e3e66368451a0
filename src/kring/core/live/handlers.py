"""What open pages are told of an event. Ids only: a page asks for what it wants to show, as the person who sees it."""

from datetime import timedelta
from functools import cache

from django.utils import timezone

from kring.core.activity.types import CORE
from kring.core.features import registry
from kring.core.live import bus

FRESH = timedelta(minutes=2)
"""Older events are history that an import or a long standstill brings; nobody waits for those."""


def tell(event) -> None:
    """Called where the event is recorded, after the commit, and again by the fan-out; on the bus it is once."""
    message = about(event)
    if message and timezone.now() - event.created_at < FRESH:
        bus.publish(message, key=f"e{event.pk}")


def about(event) -> bus.Message | None:
    """None for what doesn't concern pages: most events do not, and some are nobody's business (who kept what)."""
    if event.content_id is None:
        return None
    about = {"content": event.content_id, "group": event.group_id, "actor": event.actor_id}
    if event.verb == "content.published":
        return {"type": "content.new", "to": "stream", **about}
    if _is_live(event.verb):
        return {"type": event.verb, "to": "page", "comment": event.comment_id, **about}
    return None


@cache
def _is_live(verb: str) -> bool:
    declared = registry.by_name("events").get(verb)
    return declared[1].live if declared else any(one.live for one in CORE if one.name == verb)
