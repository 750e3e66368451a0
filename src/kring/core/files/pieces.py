"""A large file in pieces: begun, sent piece by piece, and gone on with after the connection was lost.

A small relative of the tus protocol. What has come stands in a file beside the others; its length is the offset, so that a piece
of which only the beginning came counts as far as it came. Only who began it can go on, and the token can't be guessed.
"""

import os
import secrets
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

from django.core.exceptions import ValidationError
from django.core.files import locks
from django.core.files.base import File as Opened
from django.core.files.storage import default_storage
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from kring.core.files import quota, sorts
from kring.core.files.models import Pieces
from kring.core.files.uploads import Uploaded, check_room, largest, upload
from kring.core.people.models import Person
from kring.core.web.aside import aside

MB = 1024 * 1024
KEPT = timedelta(days=2)
AT_ONCE = 20  # begun by one person and not finished
READ = 256 * 1024


class WrongOffset(Exception):
    """The piece doesn't begin where the last one ended: `args[0]` is where that is."""


class Busy(Exception):
    """Another piece of the same file is coming in."""


def begin(person, name: str, size: int) -> Pieces:
    """Room for a file of this size; raises ValidationError with a sentence."""
    if size <= 0:
        raise ValidationError(_("This file is empty."))
    if size > largest():
        raise ValidationError(_("This file is too large: at most %(limit)s MB.") % {"limit": largest() // MB})
    quota.check(size)
    with transaction.atomic():
        list(Person.objects.select_for_update().filter(pk=person.pk).values_list("pk"))  # one by one
        check_room(person, size)
        begun = Pieces.objects.filter(owner=person)
        waiting = sum(begun.values_list("size", flat=True))
        if begun.count() >= AT_ONCE or waiting + size > 2 * largest():
            raise ValidationError(
                _("Several large files of yours are on their way already. Let those arrive first.")
            )
        row = Pieces.objects.create(
            token=secrets.token_urlsafe(24), owner=person, name=sorts.safe_name(name), size=size
        )
    place(row).parent.mkdir(parents=True, exist_ok=True)
    place(row).touch()
    return row


def place(row: Pieces) -> Path:
    return Path(default_storage.path(f".pieces/{row.pk}"))


def offset(row: Pieces) -> int:
    """How many bytes are there."""
    try:
        return place(row).stat().st_size
    except FileNotFoundError:
        return 0


def add(row: Pieces, at: int, source) -> int:
    """Write what `source` brings, which begins at byte `at`. Returns how many bytes are there then."""
    with _alone(row) as target:
        there = offset(row)
        if at != there:
            raise WrongOffset(there)
        with aside():
            try:
                while piece := source.read(min(READ, row.size - there) or 1):
                    if there + len(piece) > row.size:
                        raise ValidationError(_("More came than this file was said to be long."))
                    target.write(piece)
                    there += len(piece)
            except OSError:  # the sender went away: what came counts
                pass
            finally:
                target.flush()
                os.fsync(target.fileno())
    Pieces.objects.filter(pk=row.pk).update(seen_at=timezone.now())
    return there


def finish(row: Pieces) -> Uploaded:
    """All is there: the file as any other upload, with the same checks; what it was collected in goes."""
    try:
        with _alone(row), place(row).open("rb") as stream:
            whole = Opened(stream, name=row.name)
            done = upload(row.owner, whole, row.name, limit=largest())
    except ValidationError as error:
        if getattr(error, "code", "") != "busy":
            forget(row)
        raise
    forget(row)
    return done


def forget(row: Pieces) -> None:
    place(row).unlink(missing_ok=True)
    row.delete()


def forget_pieces() -> int:
    """Of what was begun and not gone on with for two days. Returns how many."""
    old = list(Pieces.objects.filter(seen_at__lt=timezone.now() - KEPT)[:500])
    for row in old:
        forget(row)
    return len(old)


@contextmanager
def _alone(row: Pieces):
    """The file to add to, with nobody else at it; a process that dies lets go."""
    place(row).parent.mkdir(parents=True, exist_ok=True)
    with place(row).open("ab") as target:
        if not locks.lock(target, locks.LOCK_EX | locks.LOCK_NB):
            raise Busy
        yield target


def of(person, token: str) -> Pieces | None:
    return Pieces.objects.filter(token=token, owner=person).select_related("owner").first()
