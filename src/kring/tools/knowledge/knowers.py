"""Who knows about a topic: first those who are confirmed by most, then the others by name.

The first are read from the index of `Standing`, the others from core's index of what people are found by, so a page costs
its own rows. A guest's numbers count only whom the guest may see.
"""

from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, Q

from kring.core.people.finding import from_a_to_z
from kring.core.people.models import Person, PersonWord
from kring.core.people.words import filter_word
from kring.tools.knowledge import confirmed
from kring.tools.knowledge.confirmed import Said
from kring.tools.knowledge.models import Confirmation, Standing
from kring.tools.knowledge.place import place, read

SIZE = 30
COUNTED = 1_000
CONFIRMED = "#"  # begins the place of who is among the first: by how many


@dataclass
class Knower:
    person: Person
    said: Said


@dataclass
class Page:
    knowers: list[Knower]
    after: str  # the place of the next page, "" on the last one


def page(viewer, topic, after: str = "", size: int = SIZE) -> Page:
    """A page of who, whom `viewer` may see, knows about the topic."""
    at, words = read(after) if after else (0, "")
    rows: list[tuple[int, str]] = []  # (person, the words of their place)
    if not after or words.startswith(CONFIRMED):
        rows = [(pk, f"{CONFIRMED}{number}") for pk, number in _first(viewer, topic, at, words)[: size + 1]]
        at, words = 0, ""
    if len(rows) <= size:
        rows += [
            (row.person_id, row.name) for row in _others(viewer, topic, at, words)[: size + 1 - len(rows)]
        ]
    more, rows = len(rows) > size, rows[:size]
    ids = [pk for pk, _words in rows]
    people = Person.objects.visible_to(viewer).defer("password", "bio").in_bulk(ids)
    said = confirmed.of(viewer, ids, [topic.pk])
    return Page(
        [Knower(people[pk], said[pk, topic.pk]) for pk in ids if pk in people],
        place(*rows[-1]) if more else "",
    )


def count(viewer, topic) -> int:
    """How many, at most COUNTED + 1."""
    return _named(viewer, topic).order_by()[: COUNTED + 1].count()


def _first(viewer, topic, at: int, words: str):
    """(person, number) of those who are confirmed, most first."""
    if viewer.is_guest:
        seen = Person.objects.visible_to(viewer).values("pk")
        rows = Confirmation.objects.standing().filter(topic=topic, by__in=seen, person__in=seen)
        rows = rows.order_by().values("person_id").annotate(number=Count("pk"))
    else:
        rows = Standing.objects.standing().filter(topic=topic)
    number = words.removeprefix(CONFIRMED)
    if number.isascii() and number.isdigit() and len(number) < 10:
        rows = rows.filter(Q(number__lt=int(number)) | Q(number=int(number), person_id__gt=at))
    return rows.order_by("-number", "person_id").values_list("person_id", "number")


def _others(viewer, topic, at: int, words: str):
    """Rows of words, by name."""
    if viewer.is_guest:
        seen = Person.objects.visible_to(viewer).values("pk")
        said = Confirmation.objects.filter(topic=topic, by__in=seen, person=OuterRef("person"))
    else:
        said = Standing.objects.filter(topic=topic, person=OuterRef("person"))
    rows = _named(viewer, topic).exclude(Exists(said))
    return rows.filter(Q(name__gt=words) | Q(name=words, person_id__gt=at)) if at else rows


def _named(viewer, topic):
    found = from_a_to_z(viewer, filters=[filter_word("expertise", topic.slug)])
    return found.select_related(None).defer(None).only(*(f.attname for f in PersonWord._meta.concrete_fields))
