"""Where the bridge stands: in the menu of an item, and as the box “From the room” on its page."""

from dataclasses import dataclass

from kring.core.content.access import can
from kring.core.content.room import Room
from kring.tools.bridge.asking import asked
from kring.tools.bridge.models import RoomCount


@dataclass(frozen=True)
class Tally:
    """One choice over all rooms, and its share of the most that one got, for the bar."""

    words: object
    number: int
    percent: int


def entries(content, person, **_context) -> dict | None:
    return None if content.is_draft else {"may_add": can(person, content, "room")}


def box(content, full=False, **_context) -> dict | None:
    """On the item's own page, the same for everybody."""
    rows = list(RoomCount.objects.filter(content_id=content.pk).select_related("by")) if full else []
    if not rows:
        return None
    room = asked(content)
    return {
        "rows": rows,
        "people": sum(row.people for row in rows),
        "room": room,
        "tallies": tallies(room, rows),
    }


def tallies(room: Room, rows) -> list[Tally]:
    """None where the kind shows them with its own results, when it shows those."""
    choices = () if room.added else room.choices
    totals = [(words, sum(row.counts.get(key, 0) for row in rows)) for key, words in choices]
    most = max([number for _words, number in totals], default=0) or 1
    return [Tally(words, number, round(100 * number / most)) for words, number in totals]
