"""Conversations and messages as a page shows them. A page costs the same queries however long a conversation is."""

from dataclasses import dataclass, field
from datetime import date, timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from kring.core.content import text
from kring.core.content.models import Content
from kring.core.features import places
from kring.core.files.models import File
from kring.core.people.models import Person
from kring.tools.messages import reach, sending, starting
from kring.tools.messages.models import Conversation, Habit, Message, Participant

TOGETHER = timedelta(minutes=5)
"""What one person says within so long stands under one name."""
NAMES = 3


@dataclass
class Said:
    """A message on the page. `first`: it begins what this person says; `day`: it is the first of that day; `card`: the item sent
    along, where this reader may see it."""

    message: Message
    mine: bool
    first: bool
    day: date | None = None
    card: Content | None = None
    editable: bool = False


@dataclass
class Line:
    """A conversation in the list."""

    place: Participant
    title: str
    people: list[Person]
    last: Message | None
    words: str = ""
    extra: dict = field(default_factory=dict)


def habit_of(person) -> Habit:
    return Habit.objects.filter(pk=person.pk).first() or Habit(person_id=person.pk)


def title(conversation: Conversation, people: list[Person]) -> str:
    """Its name, else those of the others."""
    if conversation.name:
        return conversation.name
    names = [person.name for person in people]
    if not names:
        return _("Only you")
    if len(names) <= NAMES:
        return ", ".join(names)
    return _("%(names)s and %(more)s more") % {"names": ", ".join(names[:NAMES]), "more": len(names) - NAMES}


def said(messages: list[Message], viewer, before: Message | None = None) -> list[Said]:
    """These messages, in order, after `before`. Files and cards: one query each."""
    files: dict[str, list[File]] = {}
    names = {places.name("message", m.pk): m for m in messages if not m.note}
    for file in File.objects.filter(place__in=names).order_by("order", "pk") if names else ():
        files.setdefault(file.place, []).append(file)
    for name, message in names.items():
        message._prefetched_objects_cache = {"files": files.get(name, [])}
    cards = _cards(messages, viewer)
    found, last = [], before
    for message in messages:
        day = timezone.localtime(message.created_at).date()
        new_day = last is None or timezone.localtime(last.created_at).date() != day
        found.append(
            Said(
                message,
                mine=message.author_id == viewer.pk,
                first=new_day or _begins(message, last),
                day=day if new_day else None,
                card=cards.get(message.shared_id),
                editable=sending.may_edit(message, viewer),
            )
        )
        last = message
    return found


def _begins(message: Message, last: Message) -> bool:
    return bool(
        last.note or last.author_id != message.author_id or message.created_at - last.created_at > TOGETHER
    )


def _cards(messages: list[Message], viewer) -> dict:
    ids = {m.shared_id for m in messages if m.shared_id}
    if not ids:
        return {}
    seen = Content.objects.visible_to(viewer).filter(state__in=("published", "archived"))
    return seen.select_related("author", "group").in_bulk(ids)


def lines(rows: list[Participant], viewer) -> list[Line]:
    """The places of a list, with who else is there and what was said last. Three queries."""
    ids = [row.conversation_id for row in rows]
    others: dict[int, list[Person]] = {}
    there = (
        Participant.objects.filter(conversation__in=ids)
        .exclude(person=viewer)
        .select_related("person", "conversation")
    )
    for one in there.order_by("joined_at", "pk"):
        if one.left_at is None or one.conversation.is_pair:
            others.setdefault(one.conversation_id, []).append(one.person)
    newest = Message.objects.select_related("author", "about").in_bulk([row.newest for row in rows])
    found = []
    for row in rows:
        people = others.get(row.conversation_id, [])
        last = newest.get(row.newest)
        found.append(Line(row, title(row.conversation, people), people, last, words(last, viewer)))
    return found


def words(message: Message | None, viewer) -> str:
    """How a message begins, on one line."""
    if message is None:
        return ""
    if message.note:
        return noted(message)
    if message.deleted_at:
        return _("Deleted")
    body = text.excerpt(message.body, 120) or _("A file, or something to look at")
    if message.author_id == viewer.pk:
        return _("You: %(words)s") % {"words": body}
    return body


def noted(message: Message) -> str:
    """What happened to the conversation, in a sentence."""
    name = message.author.name if message.author else _("Someone who left")
    about = message.about.name if message.about else _("Someone who left")
    match message.note:
        case Message.Note.ADDED:
            return _("%(name)s added %(about)s, who sees what is written from here on.") % {
                "name": name,
                "about": about,
            }
        case Message.Note.LEFT:
            return _("%(name)s left.") % {"name": name}
    if message.body:
        return _("%(name)s called this “%(title)s”.") % {"name": name, "title": message.body}
    return _("%(name)s took the name away.") % {"name": name}


def read_by(place: Participant, others: list[Participant], viewer) -> list[str]:
    """The names of those who have seen the last message; nobody's where the viewer doesn't show their own reading."""
    if not habit_of(viewer).shows_reading:
        return []
    hidden = set(
        Habit.objects.filter(person__in=[o.person_id for o in others], shows_reading=False).values_list(
            "pk", flat=True
        )
    )
    last = Message.objects.filter(pk=place.newest).values_list("author", flat=True).first()
    return [
        one.person.name
        for one in others
        if one.read_upto >= place.newest > 0 and one.person_id not in hidden and one.person_id != last
    ]


def button(person, about, **_context) -> dict | None:
    """Beside somebody's name: write to them."""
    if not isinstance(about, Person) or about.pk == person.pk or not about.is_active:
        return None
    return {"who": about} if reach.writable_by(person).filter(pk=about.pk).exists() else None


def line(person, about, **_context) -> dict | None:
    """Beside somebody in a list that the person may see."""
    return None if about.pk == person.pk or not about.is_active else {"who": about}


def entry(content, **_context) -> dict | None:
    """In the menu of an item: send it along."""
    return None if content.is_draft else {}


def pair(viewer, other) -> Conversation | None:
    return starting.between(viewer, other)
