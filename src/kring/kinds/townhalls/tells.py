"""Who is told of questions and answers."""

from kring.kinds.townhalls.models import Panelist


def panel(event):
    return Panelist.objects.filter(hall=event.content_id).values_list("person_id", flat=True)


def asker(event) -> list[int]:
    """Who asked under a name."""
    return [event.person_id] if event.person_id else []
