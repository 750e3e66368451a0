"""Who may see and do what, written down a second time: slow, in plain Python, from the words of the design.

Nothing here asks Kring's own rules. A `World` holds all rows as they are; every function goes through them one by one.
The property tests compare Kring's answers with these over random worlds.
"""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass
class World:
    people: dict[int, object]
    groups: dict[int, object]
    roles: dict[tuple[int, int], str]  # (person, group) → member or host
    contents: dict[int, object]
    comments: dict[int, object]
    platform: dict[str, str]  # feature → off, available, on, always
    choices: dict[tuple[str, int], str]  # (feature, group) → on, off
    requires: dict[str, tuple[str, ...]]
    feature_of: dict[str, str] = field(default_factory=dict)  # kind → feature; other kinds aren't installed


def feature_is_on(world: World, feature: str, group: int) -> bool:
    choice = world.choices.get((feature, group), "inherit")
    match world.platform[feature]:
        case "off":
            here = False
        case "always":
            here = True
        case "available":
            here = choice == "on"
        case "on":
            here = choice != "off"
    for other in world.requires.get(feature, ()):
        if not feature_is_on(world, other, group):
            return False
    return here


def kind_is_on(world: World, content) -> bool:
    return content.kind in world.feature_of and feature_is_on(
        world, world.feature_of[content.kind], content.group_id
    )


def reads_group(world: World, person, group) -> bool:
    """Open: every member of the organisation. Closed and secret: who is in it. A guest: only where they are in."""
    if not person.is_active:
        return False
    if (person.pk, group.pk) in world.roles:
        return True
    return group.access == "open" and person.role != "guest"


def finds_group(world: World, person, group) -> bool:
    """A closed group's existence is no secret to members; a secret one's is to all who aren't in it."""
    if not person.is_active:
        return False
    if (person.pk, group.pk) in world.roles:
        return True
    return group.access != "secret" and person.role != "guest"


def sees_person(world: World, person, other) -> bool:
    """A guest sees only people they share a group with."""
    if not person.is_active:
        return False
    if person.role != "guest" or person.pk == other.pk:
        return True
    return any(
        (person.pk, group) in world.roles and (other.pk, group) in world.roles for group in world.groups
    )


def sees(world: World, person, content) -> bool:
    if not person.is_active or not kind_is_on(world, content):
        return False
    if content.state in ("published", "archived"):
        return reads_group(world, person, world.groups[content.group_id])
    if content.state in ("draft", "scheduled"):
        return content.author_id == person.pk
    return False


def may_restore(world: World, person, content) -> bool:
    """Its author while in the group, and who counts as host there."""
    if not person.is_active or not kind_is_on(world, content) or content.state != "bin":
        return False
    role = world.roles.get((person.pk, content.group_id))
    return hosts(world, person, content) or (role is not None and content.author_id == person.pk)


def hosts(world: World, person, content) -> bool:
    """A host of its group; a manager of the platform wherever they may read as a member, or all may."""
    role = world.roles.get((person.pk, content.group_id))
    if role == "host":
        return True
    return person.role == "manager" and (role is not None or world.groups[content.group_id].access == "open")


def living(world: World, content) -> bool:
    return content.state == "published" and world.groups[content.group_id].archived_at is None


def may(world: World, person, content, to: str) -> bool:
    """Whether `person` may do `to` with content that they can see."""
    mine, host = content.author_id == person.pk, hosts(world, person, content)
    match to:
        case "read":
            return True
        case "react":
            return living(world, content)
        case "comment":
            return living(world, content) and (content.comments_open or host)
        case "edit":
            draft = content.state in ("draft", "scheduled")
            return mine and (draft or world.groups[content.group_id].archived_at is None)
        case "pin":
            return host
        case "bin" | "archive" | "close" | "move":
            return mine or host
    raise LookupError(to)


def home(world: World, person) -> list[int]:
    """Published in the person's own groups, newest first."""
    rows = [
        c
        for c in world.contents.values()
        if c.state == "published" and kind_is_on(world, c) and (person.pk, c.group_id) in world.roles
    ]
    return newest_first(rows)


def group_stream(world: World, group: int) -> list[int]:
    """Published in the group and not pinned, newest first."""
    rows = [
        c
        for c in world.contents.values()
        if c.state == "published" and c.group_id == group and not c.is_pinned and kind_is_on(world, c)
    ]
    return newest_first(rows)


def newest_first(rows) -> list[int]:
    return [c.pk for c in sorted(rows, key=lambda c: (c.published_at, c.pk), reverse=True)]
