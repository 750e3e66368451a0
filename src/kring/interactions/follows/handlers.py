"""Taking part is following."""

from kring.core.content.models import Content
from kring.interactions.follows import verbs


def took_part(event) -> None:
    content = Content.objects.filter(pk=event.content_id).first()  # seen: the actor posted or commented there
    if content is not None and event.actor_id:
        verbs.by_itself(event.actor_id, content)
