"""Saying something, and putting right what one said: verbs."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from kring.core.activity.log import record
from kring.core.content import text
from kring.core.content.models import Content
from kring.core.content.once import once
from kring.core.features import places
from kring.core.files.attach import attach_to_place
from kring.core.files.housekeeping import forget
from kring.core.files.models import File
from kring.core.notify import reading
from kring.core.refused import Refused
from kring.tools.messages import reach, seeing, telling
from kring.tools.messages.models import Conversation, Message, Participant
from kring.tools.messages.starting import newest_in

EDITABLE = timedelta(minutes=15)
LONGEST = 10_000


def send(
    place: Participant, body: str, *, files=None, captions=None, shared: Content | None = None, token=None
) -> Message:
    """Say `body` (clean HTML) with the person's loose `files` (ids) and the item `shared`, which the caller has seen that they may
    see. The same `token` twice is said once."""

    def same():
        mine = Message.objects.filter(token=token, author=place.person)
        return mine.first() if token else None

    return once(same, lambda: _send(place, body, files, captions, shared, token))


def _send(place, body, files, captions, shared, token) -> Message:
    person, conversation = place.person, place.conversation
    if not body and not files and shared is None:
        raise Refused(_("Write something first."), 400)
    Conversation.objects.select_for_update().get(
        pk=conversation.pk
    )  # one after the other, so that the newest is the last
    check(place)
    made = Message.objects.create(
        conversation=conversation,
        author=person,
        body=body,
        words=text.plain(body).casefold(),
        shared=shared,
        has_shared=shared is not None,
        token=token,
    )
    if files:
        attach_to_place(places.name("message", made.pk), person, files, captions)
    if conversation.is_pair:
        _bring_back(place, made)
    rows = conversation.participants.filter(left_at=None)
    rows.update(newest=made.pk)
    rows.filter(person=person).update(read_upto=made.pk)
    record("messages.sent", actor=person, data={"conversation": conversation.pk, "message": made.pk})
    telling.said(made)
    return made


def check(place: Participant) -> None:
    """May this participant write here now? In a conversation of two that is asked as if it began now."""
    conversation, others = place.conversation, seeing.others(place.conversation, place.person)
    if conversation.is_pair:
        row = conversation.participants.exclude(person=place.person).select_related("person").first()
        if row is None:
            raise Refused(_("Nobody else is in this conversation any more."))
        reach.check(place.person, [row.person])
    elif not others:
        raise Refused(_("Nobody else is in this conversation any more."))
    elif (
        place.person.is_guest
        and not reach.writable_by(place.person).filter(pk__in=[o.person_id for o in others]).exists()
    ):
        raise Refused(_("A guest can only write with people of their own groups."))


def _bring_back(place: Participant, message: Message) -> None:
    """Who left a conversation of two is written to again: for them it begins with this message."""
    before = message.pk - 1
    gone = place.conversation.participants.filter(left_at__isnull=False).exclude(person=place.person)
    gone.update(left_at=None, since=before, read_upto=before, joined_at=timezone.now())


def may_edit(message: Message, person) -> bool:
    return (
        message.author_id == person.pk
        and message.deleted_at is None
        and not message.note
        and timezone.now() - message.created_at < EDITABLE
    )


@transaction.atomic
def edit(message: Message, person, body: str) -> None:
    """One's own, within a quarter of an hour; that it was changed is shown."""
    if not body:
        raise Refused(_("Write something first."), 400)
    if not may_edit(message, person):
        raise Refused(_("A message can be changed for 15 minutes. You can still delete it."))
    if body != message.body:
        message.body, message.words, message.edited_at = body, text.plain(body).casefold(), timezone.now()
        message.save(update_fields=["body", "words", "edited_at"])
        telling.said(message, changed=True)


@transaction.atomic
def delete(message: Message, person) -> None:
    """One's own: its words and files are gone for everybody, for good; that there was something stays."""
    rows = Message.objects.filter(pk=message.pk, author=person, deleted_at=None, note="")
    if rows.update(deleted_at=timezone.now(), body="", words="", shared=None, has_shared=False):
        forget(File.objects.filter(place=places.name("message", message.pk)))
        telling.said(message, changed=True)


@transaction.atomic
def read(place: Participant) -> bool:
    """The person has seen what is there now; False where they had already."""
    newest = max(place.newest, newest_in(place.conversation))
    rows = Participant.objects.filter(pk=place.pk, read_upto__lt=newest)
    moved = rows.update(read_upto=newest, newest=newest)
    reading.read_place(place.person, telling.place(place.conversation_id))
    if moved:
        place.read_upto = place.newest = newest
        telling.numbers([place.person_id])
        telling.seen(place)
    return bool(moved)
