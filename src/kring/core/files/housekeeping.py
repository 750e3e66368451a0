"""Pictures that nobody shows any more."""

from datetime import timedelta

from django.core.files.storage import default_storage
from django.utils import timezone

from kring.core.files.images import sized

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
