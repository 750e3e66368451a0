"""Finding a group: the person's own (and those that invite them), or those to discover; a page of them, with what the
list shows."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, F, OuterRef, Q
from django.db.models.functions import Lower

from kring.core.groups.models import Group, GroupInvitation, JoinRequest

SIZE = 30
DEPTH = 6


@dataclass
class Found:
    """One group in the list. `path`: names of the groups it is part of, as far as the person may know of them;
    `last_post_at` is None for who doesn't read along; `standing` as a Frame has it."""

    group: Group
    path: list[str]
    last_post_at: datetime | None
    standing: str


@dataclass
class Page:
    groups: list[Found]
    older: int | None  # the number of the next page


def find(person, tab: str = "discover", words: str = "", number: int = 1) -> Page:
    groups = Group.objects.visible_to(person)
    invited = GroupInvitation.objects.filter(person=person, group__archived_at=None).values("group")
    mine = Q(pk__in=list(person.roles)) | Q(pk__in=invited)
    groups = groups.filter(mine) if tab == "mine" else groups.exclude(mine)
    for word in words.split()[:6]:
        groups = groups.filter(Q(name__icontains=word) | Q(description__icontains=word))
    if tab == "mine":
        groups = groups.alias(asks=Exists(invited.filter(group=OuterRef("pk"))))
        groups = groups.order_by(
            "-asks", F("archived_at").asc(nulls_first=True), "-is_everyone", Lower("name"), "pk"
        )
    elif words:
        groups = groups.order_by(Lower("name"), "pk")
    else:
        groups = groups.filter(archived_at=None).order_by(
            F("last_post_at").desc(nulls_last=True), Lower("name"), "pk"
        )
    start = (number - 1) * SIZE
    rows = list(groups[start : start + SIZE + 1])
    return Page(_described(rows[:SIZE], person), number + 1 if len(rows) > SIZE else None)


def _described(groups: list[Group], person) -> list[Found]:
    ids = [group.pk for group in groups]
    invited = set(
        GroupInvitation.objects.filter(person=person, group__in=ids).values_list("group_id", flat=True)
    )
    asked = set(JoinRequest.objects.filter(person=person, group__in=ids).values_list("group_id", flat=True))
    above = paths(groups, person)

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

    def last(group: Group):
        reads = group.pk in person.roles or (group.access == "open" and not person.is_guest)
        return group.last_post_at if reads else None

    return [Found(group, above[group.pk], last(group), standing(group)) for group in groups]


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
