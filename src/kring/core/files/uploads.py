"""Uploading: a file comes in loose, its owner's only, until it is attached to what they post (attach.py)."""

import secrets
from dataclasses import dataclass
from pathlib import PurePosixPath

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models import Count, Sum
from django.utils import timezone
from django.utils.translation import gettext as _

from kring.core.files import pictures, quota, renditions, scanning, sorts
from kring.core.files.images import check_size
from kring.core.files.models import File
from kring.core.people.models import Person

LOOSE_FILES = 100
LOOSE_TIMES = 10
"""What one person may have lying about: so many files, together so many times as large as the largest may be."""


@dataclass
class Uploaded:
    """`notice` says what we couldn't keep of it, if anything."""

    file: File
    notice: str = ""


def largest() -> int:
    """Bytes of the largest file that may come in, in pieces."""
    return max(settings.CONFIG.upload_limit_mb, settings.CONFIG.large_upload_mb) * 1024 * 1024


def piece_size() -> int:
    """Bytes of one piece that a browser sends: well below what a server takes in one go."""
    return min(4, settings.CONFIG.upload_limit_mb) * 1024 * 1024


def upload(person, source, name: str = "", limit: int | None = None) -> Uploaded:
    """Keep `source` (a Django file) for `person`; raises ValidationError with a sentence for them. `limit`: somebody else has
    looked how large it is, which may be this many bytes.

    A picture is made anew in a few sizes; anything else is kept as it is, and is only ever downloaded.
    """
    if limit is None:
        check_size(source)
    quota.check(source.size)
    check_room(person)
    name = sorts.safe_name(name or source.name or "")
    is_picture = sorts.is_picture(source, name)
    said = scanning.at_upload(person, source, name)
    made = pictures.remake(source) if is_picture else None
    path = f"attachments/{timezone.now():%Y/%m}/{secrets.token_hex(16)}"
    row = File(owner=person, path=path, name=name, size=source.size, scan=said)
    if made:
        large = made.data.pop("large")
        row.name, row.media_type, row.size = _as_webp(name), "image/webp", len(large)
        row.width, row.height, row.frames = made.width, made.height, made.frames
        renditions.keep(path, made.data)
        default_storage.save(path, ContentFile(large))
    else:
        row.media_type = sorts.media_type(name, source.read(sorts.LOOKED_AT))
        source.seek(0)
        default_storage.save(path, source)
    try:
        _write(person, row)
    except BaseException:
        forget_stored(path)
        raise
    return Uploaded(row, made.notice if made else "")


@transaction.atomic
def _write(person, row: File) -> None:
    list(Person.objects.select_for_update().filter(pk=person.pk).values_list("pk"))  # one by one
    check_room(person, row.size)
    row.save(force_insert=True)


def check_room(person, more: int = 0) -> None:
    """Nobody fills the disk with what stands in nothing."""
    loose = File.objects.loose_of(person).aggregate(many=Count("pk"), size=Sum("size"))
    most = LOOSE_TIMES * max(settings.CONFIG.upload_limit_mb * 1024 * 1024, largest() // 5)
    if loose["many"] >= LOOSE_FILES or (loose["size"] or 0) + more > most:
        raise ValidationError(
            _("You have added many files that aren't in a post yet. Post them first, or wait a few days.")
        )


def forget_stored(path: str) -> None:
    """A stored file and its sizes go from the storage; what isn't there is no mistake."""
    default_storage.delete(path)
    renditions.forget(path)


def _as_webp(name: str) -> str:
    stem = PurePosixPath(name).stem if sorts.ending_of(name) in sorts.PICTURE_ENDINGS else name
    return f"{stem[:250]}.webp"
