"""Who reads what: only who takes part, from the moment that they came, until they leave. There is no other way in, for nobody."""

from django.db.models import F, OuterRef, Q, Subquery
from django.http import Http404

from kring.core.people.querysets import known
from kring.tools.messages.models import Conversation, Message, Participant

LARGEST = 2**63 - 1  # that a database can look for


def mine(person):
    """The person's places in conversations."""
    return Participant.objects.filter(person=person, left_at=None)


def find(person, id: int) -> Participant:
    """The person's place in this conversation, with it; Http404 where they have none."""
    rows = mine(person).filter(conversation_id=id).select_related("conversation")
    row = rows.first() if known(person) and id <= LARGEST else None
    if row is None:
        raise Http404
    return row


def others(conversation: Conversation, person) -> list[Participant]:
    """Who else takes part, in the order that they came."""
    rows = conversation.participants.filter(left_at=None).exclude(person=person)
    return list(rows.select_related("person").order_by("joined_at", "pk"))


def messages_of(place: Participant):
    """The messages that this participant may read."""
    return Message.objects.filter(conversation_id=place.conversation_id, pk__gt=place.since)


def find_message(person, conversation_id: int, id: int, own: bool = False) -> Message:
    rows = messages_of(find(person, conversation_id)).filter(pk=id, deleted_at=None, note="")
    row = rows.filter(author=person).first() if own else rows.first()
    if row is None:
        raise Http404
    return row


def readable(person):
    """Every message that the person may read."""
    since = mine(person).filter(conversation=OuterRef("conversation")).values("since")[:1]
    rows = Message.objects.filter(conversation__in=mine(person).values("conversation"))
    return rows.annotate(since=Subquery(since)).filter(pk__gt=F("since"), deleted_at=None)


def readers(conversation_id: int, people: set[int]) -> set[int]:
    """Of these people, who takes part in this conversation now (hooks.Place)."""
    rows = Participant.objects.filter(conversation=conversation_id, person__in=people, left_at=None)
    return set(rows.filter(person__is_active=True).values_list("person_id", flat=True))


def readers_of_message(message_id: int, people: set[int]) -> set[int]:
    """Of these people, who may read this message, and so have its files (hooks.Place)."""
    message = Message.objects.filter(pk=message_id, deleted_at=None).values("conversation", "pk").first()
    if message is None:
        return set()
    rows = Participant.objects.filter(
        Q(since__lt=message["pk"]), conversation=message["conversation"], person__in=people, left_at=None
    )
    return set(rows.filter(person__is_active=True).values_list("person_id", flat=True))
