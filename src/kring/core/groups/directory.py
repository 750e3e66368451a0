"""Finding a group: one's own (and those that invite), those to discover, or all, as a tree; a page of them, with what the
list shows. The number of queries is the same for five groups and for five thousand."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import Case, Exists, F, OuterRef, Q, When
from django.db.models.functions import Lower

from kring.core.groups.life import Life, life
from kring.core.groups.models import Group, GroupInvitation, JoinRequest

SIZE = 30
DEPTH = 6
MOST_BELOW = 200
TABS = ("mine", "discover", "all", "archived")


@dataclass
class Found:
    """One group in the list. `path`: names of the groups it is part of, as far as the person may know of them; `depth`:
    how deep it stands in the tree; `standing` as a Frame has it; `why` it is suggested."""

    group: Group
    path: list[str]
    standing: str
    life: Life
    depth: int = 0
    why: str = ""

    @property
    def last_post_at(self) -> datetime | None:
        return self.life.last_post_at


@dataclass
class Page:
    groups: list[Found] = field(default_factory=list)
    older: int | None = None  # the number of the next page


def find(person, tab: str = "discover", words: str = "", number: int = 1) -> Page:
    groups = Group.objects.visible_to(person)
    invited = GroupInvitation.objects.filter(person=person, group__archived_at=None).values("group")
    mine = Q(pk__in=list(person.roles)) | Q(pk__in=invited)
    groups = (
        groups.filter(archived_at__isnull=tab != "archived") if tab == "archived" or not words else groups
    )
    if tab in ("mine", "discover"):
        groups = groups.filter(mine) if tab == "mine" else groups.exclude(mine)
    name = Lower("name")
    if words:
        groups = groups.found_by(words).order_by(F("archived_at").asc(nulls_first=True), name, "pk")
    elif tab == "mine":
        asks = Exists(invited.filter(group=OuterRef("pk")))
        groups = groups.alias(asks=asks).order_by("-asks", "-is_everyone", name, "pk")
    elif tab == "discover":  # where something happens first, as far as the person may know of that
        told = groups.readable_by(person).values("pk")
        last = Case(When(pk__in=told, then=F("last_post_at")))
        groups = groups.order_by(last.desc(nulls_last=True), name, "pk")
    elif tab == "all":
        return _tree(groups, person, number)
    else:
        groups = groups.order_by(name, "pk")
    rows, older = _cut(groups, number)
    return Page(described(rows, person), older)


def _cut(groups, number: int) -> tuple[list[Group], int | None]:
    rows = list(groups[(number - 1) * SIZE : number * SIZE + 1])
    return rows[:SIZE], number + 1 if len(rows) > SIZE else None


def _tree(visible, person, number: int) -> Page:
    """Groups that are part of no other (that the person may know of), each with what is part of it below it."""
    tops = visible.filter(Q(parent=None) | ~Q(parent__in=visible.values("pk")))
    roots, older = _cut(tops.order_by(Lower("name"), "pk"), number)
    below: dict[int, list[Group]] = {}
    seen, level = {group.pk for group in roots}, roots
    for _step in range(DEPTH):
        parents = [group.pk for group in level]
        level = (
            list(visible.filter(parent__in=parents).order_by(Lower("name"), "pk")[:MOST_BELOW])
            if parents
            else []
        )
        level = [group for group in level if group.pk not in seen]
        for group in level:
            seen.add(group.pk)
            below.setdefault(group.parent_id, []).append(group)
    ordered: list[tuple[Group, int]] = []

    def put(groups: Sequence[Group], depth: int) -> None:
        for group in groups:
            ordered.append((group, depth))
            put(below.get(group.pk, ()), depth + 1)

    put(roots, 0)
    found = described([group for group, _depth in ordered], person, with_path=False)
    for one, (_group, depth) in zip(found, ordered, strict=True):
        one.depth = depth
    return Page(found, older)


def described(groups: list[Group], person, with_path: bool = True) -> list[Found]:
    """These groups with everything that a list shows of them."""
    ids = [group.pk for group in groups]
    invited = set(
        GroupInvitation.objects.filter(person=person, group__in=ids).values_list("group_id", flat=True)
    )
    asked = set(JoinRequest.objects.filter(person=person, group__in=ids).values_list("group_id", flat=True))
    above = paths(groups, person) if with_path else {}
    signs = life(groups, person)

    def standing(group: Group) -> str:
        if group.pk in person.roles:
            return "member"
        if group.is_archived:
            return ""
        if group.pk in invited:
            return "invited"
        if group.pk in asked:
            return "asked"
        return (
            "" if person.is_guest or group.access == "secret" else "join" if group.access == "open" else "ask"
        )

    return [Found(group, above.get(group.pk, []), standing(group), signs[group.pk]) for group in groups]


def paths(groups: list[Group], person) -> dict[int, list[str]]:
    """Group id → names of the groups above it, highest first. A group that the person may not know of ends the path."""
    known = {group.pk: group for group in groups}
    for _level in range(DEPTH):
        missing = {group.parent_id for group in known.values() if group.parent_id} - known.keys()
        if not missing:
            break
        found = (
            Group.objects.visible_to(person).filter(pk__in=missing).only("pk", "name", "parent_id").in_bulk()
        )
        if not found:
            break
        known |= found
    return {group.pk: _path(group, known) for group in groups}


def _path(group: Group, known: dict[int, Group]) -> list[str]:
    names: list[str] = []
    passed = {group.pk}
    while (
        (parent := known.get(group.parent_id)) is not None and parent.pk not in passed and len(names) < DEPTH
    ):
        names.insert(0, parent.name)
        passed.add(parent.pk)
        group = parent
    return names
