"""What some of the people of Waterveen write to each other, where nobody else reads it."""

from __future__ import annotations

from django.db import transaction

from kring.core.content.text import from_text, plain
from kring.core.people.models import Person
from kring.demo.story import Story, rows
from kring.tools.messages.models import Conversation, Message, Participant
from kring.tools.messages.starting import pair_of


@transaction.atomic
def write(story: Story, ids: dict[str, int]) -> None:
    """Once: where there are conversations already nothing is written. Nobody is told of these."""
    if Conversation.objects.exists():
        return
    for talk in rows("talks.toml", "talk"):
        people = {key: Person.objects.get(pk=ids[key]) for key in talk["with"]}
        first, *others = people.values()
        made = Conversation.objects.create(
            name=talk.get("name", ""),
            pair=pair_of(first, others[0]) if len(others) == 1 else None,
            started_by=first,
        )
        said = [_say(story, made, people[who], at, words) for who, at, words in talk["said"]]
        _take_part(made, talk, people, said)


def _say(story: Story, made: Conversation, person: Person, at: str, words: str) -> Message:
    body = from_text(words)
    moment = story.clock.real(story.clock.moment(at))
    fields = {"body": body, "words": plain(body).casefold(), "created_at": moment}
    return Message.objects.create(conversation=made, author=person, **fields)


def _take_part(made: Conversation, talk: dict, people: dict[str, Person], said: list[Message]) -> None:
    """Who hasn't looked has read up to what they said last themselves."""
    for key, person in people.items():
        own = [message.pk for message in said if message.author_id == person.pk]
        Participant.objects.create(
            conversation=made,
            person=person,
            newest=said[-1].pk,
            read_upto=(own or [0])[-1] if key in talk["unread"] else said[-1].pk,
            joined_at=said[0].created_at,
        )
