"""Recording an event: the last step of every verb, inside its transaction."""

from django.db import transaction

from kring.core.activity.models import Event


def record(verb: str, *, actor=None, group=None, content=None, comment=None, person=None, data=None) -> Event:
    """Write one event into the log; its fan-out is enqueued after commit (and found by the sweep if that is lost). Open pages
    are told then, without waiting for it."""
    from kring.core.activity.fanout import enqueue
    from kring.core.live.handlers import tell

    event = Event.objects.create(
        verb=verb,
        actor_id=getattr(actor, "pk", None),
        group_id=getattr(group, "pk", None),
        content_id=getattr(content, "pk", None),
        comment_id=getattr(comment, "pk", None),
        person_id=getattr(person, "pk", None),
        data=data or {},
    )
    tell(event)
    transaction.on_commit(enqueue)
    return event
