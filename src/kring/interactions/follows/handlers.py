"""Taking part is following."""

from kring.interactions.follows import verbs


def took_part(event) -> None:
    if event.content is not None and event.actor_id:
        verbs.by_itself(event.actor_id, event.content)
