"""Whether pages are to be drawn of a version, and by whom."""

import shutil
from functools import partial

from django.db import transaction

from kring.core.files.sorts import ending_of
from kring.kinds.documents.rows import Version

OFFICE = {"doc", "docx", "odt", "rtf", "xls", "xlsx", "ods", "ppt", "pptx", "odp"}


def begin(version: Version) -> None:
    """Called in the transaction that writes a version: what has pages gets its pictures soon after."""
    drawn = can_be_drawn(version.name)
    if not drawn or _copied(version):
        if not drawn:
            version.look = Version.Look.NONE
            version.save(update_fields=["look"])
        return
    from kring.kinds.documents.preview.tasks import draw

    transaction.on_commit(partial(draw.enqueue, version.pk))


def can_be_drawn(name: str) -> bool:
    ending = ending_of(name)
    return ending == "pdf" or (ending in OFFICE and office() is not None)


def office() -> str | None:
    """The program that makes a PDF of a Word file, where it is installed."""
    return shutil.which("soffice") or shutil.which("libreoffice")


def _copied(version: Version) -> bool:
    """An older version that came back has its pictures already."""
    done = (Version.Look.WAITING, Version.Look.NONE)
    same = (
        Version.objects.filter(file_id=version.file_id).exclude(pk=version.pk).exclude(look__in=done).first()
    )
    if same is not None:
        version.look, version.pages, version.drawn = same.look, same.pages, same.drawn
        version.save(update_fields=["look", "pages", "drawn"])
    return same is not None
