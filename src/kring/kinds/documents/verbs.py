"""Bring documents in, and newer versions of them."""

from dataclasses import dataclass

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from kring.core.activity.log import record
from kring.core.content import verbs as posting
from kring.core.content.access import check, living
from kring.core.content.models import Content
from kring.core.files.models import File
from kring.core.refused import Refused
from kring.core.web import times
from kring.kinds.documents import naming, room
from kring.kinds.documents.folders import saved
from kring.kinds.documents.models import CheckOut, Details, Folder, LibraryDocument, Version
from kring.kinds.documents.preview.begin import begin as begin_preview
from kring.kinds.documents.rows import sorted_by

KIND = "document"


@dataclass
class Added:
    """What became of one file. `renamed`: there was one of this name already; `is_version`: it became its newest version."""

    content: Content
    renamed: bool = False
    is_version: bool = False


def check_replace(person, content) -> None:
    """Who may edit it, unless somebody else is at work on it."""
    if not isinstance(content, LibraryDocument):
        raise Refused(_("Only a document has versions."))
    check(person, content, "edit")
    living(content)
    taken = CheckOut.objects.select_related("by").filter(content_id=content.pk).exclude(by=person).first()
    if taken is not None:
        words = {"name": taken.by.name, "moment": times.moment(taken.created_at), "note": taken.note}
        raise Refused(
            _("%(name)s is at work on this document since %(moment)s (“%(note)s”). Ask them to finish, or ask a host to end it.") % words
            if taken.note
            else _("%(name)s is at work on this document since %(moment)s. Ask them to finish, or ask a host to end it.") % words
        )  # fmt: skip


@transaction.atomic
def add(person, folder: Folder, files: list[File], newer: bool = False) -> list[Added]:
    """A document for each of the person's own loose `files`. Of a name that is there already it becomes another name, or,
    where `newer`, the newest version of that document."""
    posting.check_post(person, folder.group, KIND)
    folder = saved(folder)
    room.check(folder.group, sum(file.size for file in files))
    Folder.objects.select_for_update().filter(pk=folder.pk).first()  # two of one name come one by one
    return [_one(person, folder, file, newer) for file in files]


def _one(person, folder: Folder, file: File, newer: bool) -> Added:
    title = naming.title_of(file.name)
    same = naming.there(folder, title)
    if same is not None and newer:
        check(person, same, "replace_document")
        _put(same, person, file, "")
        return Added(same, is_version=True)
    free = naming.free(folder, title) if same else title
    content = posting.post(person, folder.group, KIND, title=free)
    begin(content, person, file, folder)
    return Added(content, renamed=same is not None)


def begin(content, person, file: File, folder: Folder) -> Version:
    """The first version of a document that has just been written."""
    Details.objects.create(content_id=content.pk, folder=folder, sort=sorted_by(content.heading))
    return _keep(content, person, file, "", 1)


@transaction.atomic
def replace(content, by, file: File, note: str = "") -> Version | None:
    """A newer version. The caller has authorised it and locked the content."""
    room.check(content.group, file.size)
    return _put(content, by, file, note)


@transaction.atomic
def go_back(content, by, version: Version) -> Version:
    """An older version counts again, as the newest one."""
    note = _("Back to version %(number)s") % {"number": version.number}
    return _put(content, by, version.file, note)


def _put(content, by, file: File, note: str) -> Version:
    last = Version.objects.filter(document_id=content.pk).first()
    version = _keep(content, by, file, note, last.number + 1 if last else 1)
    ended = CheckOut.objects.filter(content_id=content.pk, by=by).delete()[0]
    told = {"number": version.number} | ({"note": note} if note else {}) | ({"done": True} if ended else {})
    record("documents.versioned", actor=by, group=content.group, content=content, data=told)
    return version


def _keep(content, by, file: File, note: str, number: int) -> Version:
    """The row of a version, which is the current one from now on; the file before it isn't found any more."""
    now = timezone.now()
    version = Version.objects.create(
        document_id=content.pk, file=file, number=number, name=file.name, size=file.size, author=by, note=note, created_at=now
    )  # fmt: skip
    Details.objects.update_or_create(content_id=content.pk, defaults={"current": version, "changed_at": now})
    settle_files(content.pk, file.pk)
    Content.objects.filter(pk=content.pk).update(version=F("version") + 1)
    begin_preview(version)
    return version


def settle_files(content_id: int, current: int | None) -> None:
    """Of the files of all versions only the current one is shown and found."""
    files = File.objects.filter(pk__in=Version.objects.filter(document_id=content_id).values("file"))
    files.exclude(pk=current).filter(replaced_at=None).update(replaced_at=timezone.now(), content=content_id)
    files.filter(pk=current).update(replaced_at=None, content=content_id)


def own(person, ids) -> list[File]:
    """Those of these files that the person has just sent and used nowhere, in this order."""
    found = File.objects.loose_of(person).in_bulk(ids) if ids else {}
    return [found[id] for id in dict.fromkeys(ids or ()) if id in found]
