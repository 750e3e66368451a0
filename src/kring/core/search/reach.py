"""How far a search reaches: what this person may read, and what the filters of a question leave of it.

It keeps the database from reading what would be thrown away. Who may see a result, its own queryset is asked afterwards, always.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from django.utils import timezone

from kring.core.content.topics import visible_topics
from kring.core.features import registry, switches
from kring.core.groups.models import Group
from kring.core.people.models import Person
from kring.core.search import moments
from kring.core.search.asking import Question
from kring.core.search.expression import Has
from kring.core.search.papers import FOR_MEMBERS, mark_of_kind

END = 2**62
SORTS = ("comment", "file", "person", "group", "topic")
FEW_GROUPS = 5
NAMED = {"person", "group", "topic"}


@dataclass(frozen=True)
class Reach:
    """`access` are the marks of which one has to be there, `marks` others that all have to; `where` is SQL about the document `d`, and
    `instead` what says of its group, for members, what the access marks say; `named` what says it of people, groups and topics. Numbers
    run from `after` up to `before`. `narrow`: so few groups that what they have is looked up at once."""

    access: Has | None
    where: str
    params: list
    instead: str = ""
    named: str = ""
    marks: tuple[Has, ...] = ()
    after: int = -END
    before: int = END
    narrow: bool = False

    def within(self, **fields) -> "Reach":
        return replace(self, **fields)

    def loosely(self) -> "Reach":
        """The same with the group asked row by row: quicker where so few fit that looking each up among all that members may read
        takes longer."""
        if not self.instead:
            return self
        return self.within(access=None, where=f"{self.where} AND {self.instead}")

    def only(self, sorts: tuple[str, ...]) -> "Reach":
        """Of these sorts. Their words have signs of their own, so that there is little to read, and rows are quicker than marks."""
        kept = f"d.what IN ({', '.join(repr(sort) for sort in sorts)})"
        if set(sorts) <= NAMED:
            return self.within(access=None, where=f"{self.where} AND {kept} AND {self.named}")
        return self.within(where=f"{self.where} AND {kept}")


def of(person) -> Reach | None:
    """Everything that this person may read; None where that is nothing at all. (A signed-in person who is active.)"""
    on, params = switches.kinds_sql("d")
    where = f"(d.kind = '' OR {on})"
    if person.is_guest:
        marks = tuple(f"g{id}" for id in person.roles)
        known = f"d.what = 'group' AND d.object_id IN ({_listed(person.roles)})"
        narrow = len(marks) <= FEW_GROUPS
        return Reach(Has("marks", marks), where, params, named=known, narrow=narrow) if marks else None
    hidden = Group.objects.filter(pk__in=person.roles).exclude(access="open")  # seen: the person's own
    own = list(hidden.values_list("pk", flat=True))
    access = Has("marks", (FOR_MEMBERS, *(f"g{id}" for id in own)))
    return Reach(access, where, params, HIDDEN.format(_listed(own)), UNKNOWN.format(_listed(own)))


def _listed(ids: Iterable[int]) -> str:
    return ",".join(map(str, ids)) or "0"


HIDDEN = """(d.group_id IS NULL OR d.group_id NOT IN
    (SELECT id FROM groups_group WHERE access <> 'open' AND id NOT IN ({})))"""
UNKNOWN = """(d.what <> 'group' OR d.object_id NOT IN
    (SELECT id FROM groups_group WHERE access = 'secret' AND id NOT IN ({})))"""


def filtered(reach: Reach, person, question: Question) -> Reach | None:
    """What the question's filters leave; None where one names what isn't there for this person."""
    marks = []
    for name, mark in MARKS.items():
        if value := getattr(question, name):
            found = mark(person, value)
            if found is None:
                return None
            marks.append(Has("marks", (found,)))
    reach = reach.within(marks=tuple(marks))
    if question.group and reach.instead:
        reach = reach.loosely()
    if question.before:
        reach = reach.within(before=_begin(question.before))
    if question.after:
        reach = reach.within(after=_begin(question.after))
    return reach


def is_narrowed(question: Question) -> bool:
    return any(getattr(question, name) for name in (*MARKS, "before", "after"))


def _begin(day: date) -> int:
    at = timezone.datetime(max(day.year, 2000), day.month, day.day, tzinfo=timezone.get_current_timezone())
    return moments.begin(at)


def _author(person, handle: str) -> str | None:
    found = Person.objects.visible_to(person).filter(handle=handle).values_list("pk", flat=True).first()
    return f"a{found}" if found else None


def _group(person, slug: str) -> str | None:
    found = Group.objects.visible_to(person).filter(slug=slug).values_list("pk", flat=True).first()
    return f"g{found}" if found else None


def _topic(person, slug: str) -> str | None:
    found = visible_topics(person).filter(slug=slug).values_list("pk", "merged_into_id").first()
    return f"t{found[1] or found[0]}" if found else None


def _kind(person, slug: str) -> str | None:
    if slug in SORTS:
        return f"w{slug}"
    return mark_of_kind(slug) if slug in registry.kinds() else None


MARKS = {"author": _author, "group": _group, "kind": _kind, "topic": _topic}
