"""Finding people: a page of them in the order of an index, and what a row shows beside the person."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from django.db.models import Q
from django.utils.translation import gettext as _

from kring.core.groups.models import Group, Membership
from kring.core.people.models import Person
from kring.core.people.words import PersonWord, filter_word
from kring.core.refused import Refused
from kring.tools.directory.asked import Asked

SIZE = 40
COUNTED = 1_000
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass
class Found:
    person: Person
    common: list[str] = field(default_factory=list)  # names of groups that both are in


@dataclass
class Page:
    """`count` is at most COUNTED + 1: then there are more than we count. `after` is the place of the next page."""

    people: list[Found]
    after: str
    count: int


def find(viewer, asked: Asked, group: Group | None, groups) -> Page:
    """`groups`: the viewer's own, as the shell has them. Three queries, however many people there are."""
    active = not asked.ended
    people = Person.objects.visible_to(viewer).found_by(asked.words, active)
    for of, value in asked.filters.items():
        rows = PersonWord.objects.filter(active=active, word=filter_word(of, value))
        people = people.filter(pk__in=rows.values("person_id"))
    if group is not None:
        people = people.filter(pk__in=Membership.objects.filter(group=group).values("person_id"))
    people = people.filter(is_active=active)
    count = 0 if asked.after else people.order_by()[: COUNTED + 1].count()
    people = _newest(people, asked) if asked.order == "new" else _by_name(people, asked, active)
    rows = list(people.defer("password", "bio")[: SIZE + 1])
    more, rows = len(rows) > SIZE, rows[:SIZE]
    after = _place(rows[-1], asked) if more else ""
    return Page(_described(rows, viewer, groups), after, count)


def _by_name(people, asked: Asked, active: bool):
    people = people.by_name(active)
    if asked.letter:
        people = people.filter(sort_name__gte=asked.letter)
    if asked.after:
        pk, name = _read(asked.after)
        people = people.filter(Q(sort_name__gt=name) | Q(sort_name=name, pk__gt=pk))
    return people


def _newest(people, asked: Asked):
    if asked.after:
        pk, micros = _read(asked.after)
        try:
            at = EPOCH + timedelta(microseconds=int(micros))
        except (ValueError, OverflowError):
            raise _incomplete() from None
        people = people.filter(Q(joined_at__lt=at) | Q(joined_at=at, pk__lt=pk))
    return people.order_by("-joined_at", "-pk")


def _place(person: Person, asked: Asked) -> str:
    """Where a page ended: after this person in the list's order."""
    if asked.order == "new":
        return f"{person.pk}-{(person.joined_at - EPOCH) // timedelta(microseconds=1)}"
    return f"{person.pk}-{person.sort_name}"


def _read(place: str) -> tuple[int, str]:
    pk, dash, rest = place.partition("-")
    if not (dash and pk.isascii() and pk.isdigit() and len(pk) < 16):
        raise _incomplete()
    return int(pk), rest


def _incomplete() -> Refused:
    return Refused(_("This address of a page of the list isn’t complete. Begin at the top again."), 400)


def _described(people: list[Person], viewer, groups) -> list[Found]:
    """With the names of the groups that the viewer shares with each."""
    names = {group.id: group.name for group in groups if not group.is_everyone}
    ours = viewer.memberships.values("group_id")
    others = [person.pk for person in people if person.pk != viewer.pk]
    shared = Membership.objects.filter(person__in=others, group__in=ours) if names and others else []
    common = defaultdict(list)
    for person, group in shared.values_list("person_id", "group_id") if shared else ():
        if group in names:
            common[person].append(names[group])
    return [Found(person, sorted(common[person.pk], key=str.lower)) for person in people]
