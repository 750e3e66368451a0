"""What people do with groups: start, change, archive; and, from `membership`, come in and leave."""

from itertools import chain, count

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _
from slugify import slugify

from kring.core.activity.log import record
from kring.core.groups.access import check
from kring.core.groups.membership import (
    add,
    approve,
    ask,
    changed,
    decline,
    everyone,
    invite,
    join,
    leave,
    seen,
    set_role,
    uninvite,
    welcomed,
    withdraw,
)  # fmt: skip
from kring.core.groups.models import Group
from kring.core.letterbox.groups import hide_address
from kring.core.refused import Refused

__all__ = [
    "add", "approve", "archive", "ask", "changed", "decline", "edit", "everyone", "free_slug", "invite", "join", "leave",
    "may_start", "seen", "set_role", "start", "uninvite", "welcomed", "withdraw",
]  # fmt: skip

RESERVED = {"new", "mine", "discover", "settings", "everyone"}


def may_start(person) -> bool:
    return person.is_manager or (settings.CONFIG.start_groups == "members" and not person.is_guest)


@transaction.atomic
def start(
    person, *, name: str, description: str = "", access: str = "open", parent=None, token=None, **fields
) -> Group:
    """A new group, hosted by who starts it. The same `token` twice (a form sent twice) returns the first one's group."""
    if not may_start(person):
        raise Refused(_("In this organisation managers start groups. Ask one of them."))
    if token and (
        same := Group.objects.filter(created_by=person, data__token=str(token)).first()
    ):  # seen: the person started it just now
        return same
    _check_parent(parent, person)
    data = {"token": str(token)} if token else {}
    group = _create(
        name=name,
        description=description,
        access=access,
        parent=parent,
        created_by=person,
        data=data,
        **fields,
    )
    record("groups.started", actor=person, group=group)
    add(group, person, role="host")
    return group


def _create(name: str, **fields) -> Group:
    """Another group of the same name may be started at this very moment and take the address."""
    for attempt in range(5):
        try:
            with transaction.atomic():
                group = Group(name=name, slug=free_slug(name), **fields)
                group.found_by = group.words
                group.save(force_insert=True)
                return group
        except IntegrityError:
            if attempt == 4:
                raise
    raise AssertionError


def free_slug(name: str) -> str:
    """An address that no other group has."""
    base = slugify(name)[:70].strip("-") or "group"
    taken = (
        set(Group.objects.filter(slug__startswith=base).values_list("slug", flat=True)) | RESERVED
    )  # seen: by nobody, only compared
    return next(slug for slug in chain([base], (f"{base}-{n}" for n in count(2))) if slug not in taken)


@transaction.atomic
def edit(group: Group, by=None, **fields) -> None:
    """Change name, description, welcome, access, cover or parent. The address stays, so that links keep working."""
    if by is not None:
        check(by, group, "host")
    changed = {name: value for name, value in fields.items() if getattr(group, name) != value}
    if not changed:
        return
    if group.is_everyone and changed.keys() & {"access", "parent"}:
        raise Refused(_("Everybody in the organisation reads this group; that can't be changed."), 400)
    if changed.get("parent"):
        everyone_row = Group.objects.select_for_update(no_key=True).filter(
            is_everyone=True
        )  # seen: only locked
        list(everyone_row)  # one change of the tree at a time: two at once could tie a knot
        _check_parent(changed["parent"], by)
        if changed["parent"].pk in below(group):
            raise Refused(_("A group can't be part of itself or of a group below it."), 400)
    data = {"fields": sorted(changed)}
    if "access" in changed:
        data["access"] = [group.access, changed["access"]]
    Group.objects.filter(pk=group.pk).update(**changed, version=F("version") + 1)
    group.refresh_from_db()
    if changed.get("access") == "secret":
        hide_address(group)
    if group.found_by != group.words:
        Group.objects.filter(pk=group.pk).update(found_by=group.words)
    record("groups.edited", actor=by, group=group, data=data)


def _check_parent(parent: Group | None, by) -> None:
    if (
        parent is not None
        and by is not None
        and not Group.objects.visible_to(by).filter(pk=parent.pk).exists()
    ):
        raise Refused(_("Choose a group that you can see."), 400)


def below(group: Group) -> set[int]:
    """The ids of the group and of all groups that are part of it."""
    found, todo = {group.pk}, [group.pk]
    while todo:
        todo = list(
            Group.objects.filter(parent_id__in=todo).exclude(pk__in=found).values_list("pk", flat=True)
        )  # seen: by nobody, only compared
        found |= set(todo)
    return found


@transaction.atomic
def archive(group: Group, by=None, archived: bool = True) -> None:
    """Everything stays readable; nothing can be added. Undone by archived=False; who takes a group out of the archive
    that nobody hosts any more becomes its host."""
    if by is not None:
        check(by, group, "host")
    if group.is_everyone:
        raise Refused(_("The organisation itself can't be archived."), 400)
    at = timezone.now() if archived else None
    done = Group.objects.filter(pk=group.pk, archived_at__isnull=archived).update(
        archived_at=at, archived_by=by if archived else None, version=F("version") + 1
    )
    if done:
        group.archived_at = at
        record("groups.archived" if archived else "groups.unarchived", actor=by, group=group)
    if done and not archived and by is not None and not group.memberships.filter(role="host").exists():
        add(group, by, role="host", by=by)
