"""Finding people: a page of them in the order of an index, and what a row shows beside the person."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from django.db.models import Q
from django.utils.translation import gettext as _

from kring.core.groups.models import Group, Membership
from kring.core.people.finding import from_a_to_z
from kring.core.people.models import Person, PersonWord
from kring.core.people.words import filter_word
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
    found = _newest(viewer, asked) if asked.order == "new" else _by_name(viewer, asked)
    if group is not None:
        members = Membership.objects.filter(group=group).values("person_id")
        found = found.filter(pk__in=members) if asked.order == "new" else found.filter(person__in=members)
    count = 0 if asked.after else found.order_by()[: COUNTED + 1].count()
    rows = list(_after(found, asked)[: SIZE + 1])
    more, rows = len(rows) > SIZE, rows[:SIZE]
    after = _place(rows[-1]) if more else ""
    people = [row if isinstance(row, Person) else row.person for row in rows]
    return Page(_described(people, viewer, groups), after, count)


def _by_name(viewer, asked: Asked):
    filters = [filter_word(of, value) for of, value in asked.filters.items()]
    found = from_a_to_z(viewer, asked.words, filters, active=not asked.ended)
    return found.filter(name__gte=asked.letter) if asked.letter else found


def _newest(viewer, asked: Asked):
    people = Person.objects.visible_to(viewer).found_by(asked.words, not asked.ended)
    for of, value in asked.filters.items():
        rows = PersonWord.objects.equal(filter_word(of, value), not asked.ended)
        people = people.filter(pk__in=rows.values("person_id"))
    return (
        people.filter(is_active__in=[not asked.ended]).order_by("-joined_at", "-pk").defer("password", "bio")
    )


def _after(found, asked: Asked):
    """What comes after the place where a page ended."""
    if not asked.after:
        return found
    pk, rest = _read(asked.after)
    if asked.order != "new":
        return found.filter(Q(name__gt=rest) | Q(name=rest, person_id__gt=pk))
    try:
        at = EPOCH + timedelta(microseconds=int(rest))
    except (ValueError, OverflowError):
        raise _incomplete() from None
    return found.filter(Q(joined_at__lt=at) | Q(joined_at=at, pk__lt=pk))


def _place(row: Person | PersonWord) -> str:
    """Where a page ended: after this person in the list's order."""
    if isinstance(row, Person):
        return f"{row.pk}-{(row.joined_at - EPOCH) // timedelta(microseconds=1)}"
    return f"{row.person_id}-{row.name}"


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
