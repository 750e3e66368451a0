"""Pictures that nobody shows any more, and files that came to stand in nothing."""

import re
from datetime import timedelta
from functools import partial

from django.core.files.storage import default_storage
from django.db import transaction
from django.utils import timezone

from kring.core.files.images import sized
from kring.core.files.models import File
from kring.core.files.uploads import forget_stored

ADDRESS = re.compile(r"files/(\d{1,18})/")
LOOSE_KEPT = timedelta(days=7)
MANY = 500  # at once; the rest in an hour
KEPT = timedelta(days=2)  # a card that shows the old face may be in somebody's window still


def forget_unused_pictures() -> int:
    """Delete faces and covers that were replaced two days ago or longer; returns how many files."""
    from kring.core.groups.models import Group
    from kring.core.people.models import Person

    faces = Person.objects.exclude(avatar="").values_list("avatar", flat=True)
    covers = Group.objects.exclude(cover="").values_list(
        "cover", flat=True
    )  # seen: names of files, shown to nobody
    return _forget("avatars", faces) + _forget("covers", covers)


def _forget(folder: str, used) -> int:
    try:
        names = default_storage.listdir(folder)[1]
    except FileNotFoundError:
        return 0
    keep = {sized(name, size) for name in used for size in ("", "small", "large")}
    gone = 0
    for name in set(names) - keep:
        path = f"{folder}/{name}"
        if default_storage.get_modified_time(path) < timezone.now() - KEPT:
            default_storage.delete(path)
            gone += 1
    return gone


def forget_loose_files() -> int:
    """Delete what was uploaded a week ago or longer and stands in nothing, nor in what its owner is still writing.
    Returns how many files."""
    old = File.objects.loose().filter(created_at__lt=timezone.now() - LOOSE_KEPT).order_by("pk")
    owners = dict(old.values_list("pk", "owner_id")[:MANY])
    return forget(File.objects.loose().filter(pk__in=owners.keys() - _in_drafts(set(owners.values()))))


def _in_drafts(people: set) -> set[int]:
    """The files that unsent forms of these people carry, or name in their text."""
    from kring.core.content.drafts import Draft

    found: set[int] = set()
    for typed in Draft.objects.filter(person_id__in=people).values_list("fields", flat=True).iterator():
        found |= {int(n) for n in typed.get("files", ()) if n.isdecimal()}
        found |= {int(n) for text in typed.get("body", ()) for n in ADDRESS.findall(text)}
    return found


def forget(files) -> int:
    """Delete these rows (a queryset), and what they stand for from the storage. For what is purged, call it before the
    content goes, which takes the rows with it."""
    with transaction.atomic():
        # Locked, so that what is attached at this very moment is either seen to be, or gone.
        rows = list(files.select_for_update(of=("self",)).values_list("pk", "path"))
        for start in range(0, len(rows), 500):
            File.objects.filter(pk__in=[pk for pk, _path in rows[start : start + 500]]).delete()
        transaction.on_commit(partial(_forget_stored, [path for _pk, path in rows]))
    return len(rows)


def _forget_stored(paths: list[str]) -> None:
    for path in paths:
        forget_stored(path)
