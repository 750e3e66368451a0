"""Searching in one's own messages: their words stand in no common index, so nobody else's question ever meets them."""

from dataclasses import dataclass

from kring.core.content import text
from kring.core.people.models import Person
from kring.tools.messages import seeing, shown
from kring.tools.messages.models import Message

MOST = 30
MOST_WORDS = 5
AROUND = 80


@dataclass
class Hit:
    message: Message
    title: str
    people: list[Person]
    words: str


def find(person, typed: str) -> list[Hit]:
    """The newest messages that hold each of the typed words, among those that the person may read."""
    wanted = typed.casefold().split()[:MOST_WORDS]
    rows = seeing.readable(person).filter(note="")
    for word in wanted:
        rows = rows.filter(words__contains=word)
    found = list(rows.select_related("author", "conversation").order_by("-pk")[:MOST])
    places = seeing.mine(person).filter(conversation__in={m.conversation_id for m in found})
    lines = {
        line.place.conversation_id: line
        for line in shown.lines(list(places.select_related("conversation")), person)
    }
    return [
        Hit(
            m,
            lines[m.conversation_id].title,
            lines[m.conversation_id].people,
            around(text.plain(m.body), wanted[0]),
        )
        for m in found
        if m.conversation_id in lines
    ]


def around(words: str, wanted: str) -> str:
    """The words about where it stands."""
    at = max(0, words.casefold().find(wanted) - AROUND)
    piece = words[at : at + 3 * AROUND]
    return f"{'…' if at else ''}{piece}{'…' if at + 3 * AROUND < len(words) else ''}"
