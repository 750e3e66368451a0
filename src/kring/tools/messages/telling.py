"""What open pages are told: ids only. The live server asks at each delivery who takes part (hooks.Place)."""

from kring.core.features import places
from kring.core.live import bus
from kring.core.people import numbers as rail
from kring.tools.messages.models import Message, Participant


def place(conversation_id: int) -> str:
    return places.name("conversation", conversation_id)


def said(message: Message, changed: bool = False) -> None:
    """A message came, or (`changed`) says something else now."""
    _tell(
        "messages.changed" if changed else "messages.said",
        message.conversation_id,
        message.pk,
        message.author_id,
    )
    if not changed and not message.note:
        numbers(_people(message.conversation_id))


def seen(row: Participant) -> None:
    """Somebody read up to here."""
    _tell("messages.seen", row.conversation_id, row.read_upto, row.person_id)


def left(row: Participant) -> None:
    """To the pages of who left: they show nothing of it any more."""
    bus.publish({"type": "messages.left", "person": row.person_id, "unread": row.conversation_id})


def numbers(people) -> None:
    rail.say("messages", people)


def _tell(type: str, conversation_id: int, part: int, actor) -> None:
    bus.publish(
        {
            "type": type,
            "place": place(conversation_id),
            "part": part,
            "among": _people(conversation_id),
            "actor": actor,
        }
    )


def _people(conversation_id: int) -> list[int]:
    rows = Participant.objects.filter(conversation=conversation_id, left_at=None)
    return list(rows.values_list("person_id", flat=True))
