"""Who of the people who are connected may be told a message: asked at delivery, never earlier."""

from __future__ import annotations

from collections.abc import Iterable

from kring.core.content.models import Content
from kring.core.content.querysets import people_who_see
from kring.core.content.states import State
from kring.core.groups.models import Membership
from kring.core.live.bus import Message

TOLD = ("type", "content", "comment", "group")
"""What a page is told. Not the actor: a reader who may see the content finds the name there."""


def receivers(message: Message, people: Iterable[int]) -> set[int]:
    """Those of `people` (ids) to deliver `message` to.

    About content: who has it in their stream, which is `visible_to(person).in_stream_of(person)` asked the other way
    round, in two queries for everybody; not its maker, whose own page has it already. To a person: that person.
    Anything else: nobody.
    """
    connected = set(people)
    if "person" in message:
        return connected & {message["person"]}
    if not message.get("content"):
        return set()
    connected.discard(message.get("actor"))
    content = (
        Content.objects.select_related("group")
        .filter(pk=message["content"], state=State.PUBLISHED)
        .first()  # seen: by people_who_see only, asked below
    )
    if content is None or not connected:
        return set()
    members = Membership.objects.filter(group_id=content.group_id, person_id__in=connected).values(
        "person_id"
    )
    return set(people_who_see(content).filter(pk__in=members).values_list("pk", flat=True))


def told(message: Message) -> dict:
    return {key: message[key] for key in TOLD if message.get(key) is not None}
