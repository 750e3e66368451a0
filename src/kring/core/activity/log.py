"""Recording an event: the last step of every verb, inside its transaction."""

from django.db import transaction

from kring.core.activity.models import Event


def record(verb: str, *, actor=None, group=None, content=None, comment=None, person=None, data=None) -> Event:
    """Write one event into the log; its fan-out is enqueued after commit (and found by the sweep if that is lost)."""
    from kring.core.activity.fanout import enqueue

    event = Event.objects.create(
        verb=verb,
        actor_id=getattr(actor, "pk", None),
        group_id=getattr(group, "pk", None),
        content_id=getattr(content, "pk", None),
        comment_id=getattr(comment, "pk", None),
        person_id=getattr(person, "pk", None),
        data=data or {},
    )
    transaction.on_commit(enqueue)
    return event
