"""Beginning a conversation, and who is in it: verbs."""

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from kring.core.content.once import once
from kring.core.notify import reading
from kring.core.people.models import Person
from kring.core.refused import Refused
from kring.tools.messages import reach, telling
from kring.tools.messages.models import Conversation, Message, Participant
from kring.tools.messages.seeing import mine


def pair_of(one: Person, other: Person) -> str:
    return "{}-{}".format(*sorted((one.pk, other.pk)))


def between(one: Person, other: Person) -> Conversation | None:
    """The conversation of these two, where `one` takes part in it still."""
    return Conversation.objects.filter(pair=pair_of(one, other), participants__in=mine(one)).first()


def start(person, others: list[Person], name: str = "", token=None) -> Conversation:
    """With one: the conversation that they have already, or a new one. With several: a new one; the same `token` twice makes one."""
    others = list({other.pk: other for other in others if other.pk != person.pk}.values())
    reach.check(person, others)
    if len(others) == 1:
        return _pair(person, others[0])

    def same():
        return Conversation.objects.filter(token=token, started_by=person).first() if token else None

    return once(same, lambda: _begin(person, others, name=name.strip()[:80], token=token))


def _pair(person, other) -> Conversation:
    pair = pair_of(person, other)
    found = once(
        lambda: Conversation.objects.filter(pair=pair).first(),
        lambda: _begin(person, [other], pair=pair),
    )
    _come_back(found, person)
    return found


def _begin(person, others, **fields) -> Conversation:
    made = Conversation.objects.create(started_by=person, **fields)
    Participant.objects.bulk_create(Participant(conversation=made, person=one) for one in (person, *others))
    return made


def _come_back(conversation: Conversation, person) -> None:
    """Who left a conversation of two and writes again sees it from then on."""
    last = newest_in(conversation)
    conversation.participants.filter(person=person, left_at__isnull=False).update(
        left_at=None, since=last, newest=last, read_upto=last, joined_at=timezone.now()
    )


def newest_in(conversation: Conversation) -> int:
    return conversation.messages.order_by("-pk").values_list("pk", flat=True).first() or 0


@transaction.atomic
def add(place: Participant, person: Person) -> None:
    """`place`'s person brings somebody in. They see what is written from then on."""
    conversation, by = _group_of(place), place.person
    there = [row.person for row in conversation.participants.filter(left_at=None).select_related("person")]
    if any(one.pk == person.pk for one in there):
        return
    if not reach.writable_by(by).filter(pk=person.pk).exists():
        raise Refused(_("This person can’t be found."), 404)
    if len(there) >= reach.MOST:
        raise Refused(
            _("A conversation has at most %(most)s people. For more, start a group.") % {"most": reach.MOST}
        )
    for one in (*there, person):
        reach.check_meets(one, [other for other in (*there, person) if other.pk != one.pk])
    reach.check_blocks(by, [person])
    last = newest_in(conversation)
    values = {"left_at": None, "since": last, "newest": last, "read_upto": last, "joined_at": timezone.now()}
    Participant.objects.update_or_create(conversation=conversation, person=person, defaults=values)
    note(conversation, by, Message.Note.ADDED, about=person)


@transaction.atomic
def leave(place: Participant) -> None:
    """The person sees nothing of it any more, at once and on every open page. In a conversation of two that is theirs alone."""
    if not place.conversation.is_pair:
        note(place.conversation, place.person, Message.Note.LEFT)
    Participant.objects.filter(pk=place.pk).update(left_at=timezone.now())
    reading.read_place(place.person, telling.place(place.conversation_id))
    telling.numbers([place.person_id])
    telling.left(place)


@transaction.atomic
def rename(place: Participant, name: str) -> None:
    conversation, name = _group_of(place), " ".join(name.split())[:80]
    if name != conversation.name:
        Conversation.objects.filter(pk=conversation.pk).update(name=name)
        note(conversation, place.person, Message.Note.RENAMED, body=name)


def mute(place: Participant, on: bool) -> None:
    """Nothing more of it among the notifications; it can still be read."""
    Participant.objects.filter(pk=place.pk).update(is_muted=on)


def note(conversation: Conversation, by, what: str, about=None, body: str = "") -> None:
    """A line in the conversation that says what happened to it; nobody is notified of that."""
    made = Message.objects.create(conversation=conversation, author=by, note=what, about=about, body=body)
    rows = conversation.participants.filter(left_at=None)
    rows.filter(read_upto__gte=F("newest")).update(read_upto=made.pk)
    rows.update(newest=made.pk)
    telling.said(made)


def _group_of(place: Participant) -> Conversation:
    conversation = Conversation.objects.select_for_update().get(pk=place.conversation_id)
    if conversation.is_pair:
        raise Refused(_("This conversation is between the two of you. Start a new one for more people."), 400)
    return conversation
