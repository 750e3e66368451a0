"""Adding what was said and counted in a room, openly: who typed it in, when and where it was, how many people there were."""

import uuid
from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from kring.core.activity.log import record
from kring.core.content.access import can, is_host, living
from kring.core.content.models import Comment, Content
from kring.core.content.once import once
from kring.core.content.text import from_text
from kring.core.features import registry, switches
from kring.core.letterbox.written import Written
from kring.core.refused import Refused
from kring.tools.bridge.asking import asked
from kring.tools.bridge.models import RoomCount

MOST_PEOPLE = 100_000
MOST_ANSWERS = 50


def check_print(person, content) -> None:
    """Everybody who reads it may print it, once it is there."""
    if content.is_draft:
        raise Refused(_("This isn't published yet."))


def check_room(person, content) -> None:
    """A host answers for what was counted."""
    living(content)
    if not is_host(person, content.group):
        raise Refused(_("Only a host of this group can add what was said in the room."))


def count(
    content: Content, by, counts: dict[str, int], people: int, counted_on: date, place="", token=None
) -> RoomCount:
    """Add these numbers, by the key of each choice. The same `token` twice is one count."""

    def same():
        return RoomCount.objects.filter(token=token, by=by).first() if token else None

    return once(same, lambda: _count(content, by, counts, people, counted_on, place, token))


def _count(content, by, counts, people, counted_on, place, token) -> RoomCount:
    room = asked(content)
    if room.closed:
        raise Refused(room.closed, 409)
    if not room.choices:
        raise Refused(_("There is nothing to count here: type in what was written on the slips."), 400)
    choices, several = dict(room.choices), room.several
    counts = {key: number for key, number in counts.items() if key in choices and number}
    if not 0 < people <= MOST_PEOPLE or any(number < 0 or number > people for number in counts.values()):
        raise Refused(_("No more boxes can be ticked than there were people."), 400)
    if not several and sum(counts.values()) > people:
        raise Refused(_("Everybody ticks one box: together there can't be more than there were people."), 400)
    if counted_on > timezone.localdate():
        raise Refused(_("Choose a day that has been."), 400)
    row = RoomCount.objects.create(
        content_id=content.pk,
        by=by,
        people=people,
        counts=counts,
        place=place,
        counted_on=counted_on,
        token=token,
    )
    content.touch()
    record(
        "bridge.counted",
        actor=by,
        group=content.group,
        content=content,
        data={"people": people, "counts": counts},
    )
    return row


@transaction.atomic
def take_away(row: RoomCount, content: Content, by) -> None:
    """It was counted or typed wrong."""
    if RoomCount.objects.filter(pk=row.pk).delete()[0]:
        content.touch()
        record(
            "bridge.uncounted", actor=by, group=content.group, content=content, data={"people": row.people}
        )


@transaction.atomic
def say(
    content: Content, by, answers: list[str], who: str = "", token: uuid.UUID | None = None
) -> list[Comment]:
    """Each answer becomes a comment by who types it in, marked as said in the room (by `who`, where that is known)."""
    if not answers:
        raise Refused(_("Write down an answer first."), 400)
    if len(answers) > MOST_ANSWERS:
        raise Refused(_("That is too much at once. Type in fifty answers, then the others."), 400)
    if not can(by, content, "comment"):
        raise Refused(_("The comments on this are closed."))
    take, token = _taker(content), token or uuid.uuid4()
    made = []
    for number, words in enumerate(answers):
        written = Written("", from_text(words), uuid.uuid5(token, str(number)))
        comment = take(by, content, written)
        Comment.objects.filter(pk=comment.pk).update(data={**comment.data, "room": {"by": who}})
        made.append(comment)
    content.touch()
    return made


def _taker(content):
    """The feature that takes what is written elsewhere as a comment: the one that answers by mail come to."""
    for feature, entry in registry.declared("mail_to"):
        if entry.to == "content" and switches.is_on(feature.slug, content.group_id):
            return registry.load(entry.take)
    raise Refused(_("There are no comments here."))
