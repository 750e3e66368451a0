"""When files are read: soon after something came with them, and again where that was lost."""

import structlog
from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models import Q
from django_tasks import task

from kring.core.files.models import LOOSE, File
from kring.core.files.sorts import ending_of
from kring.core.search.extract.outside import Inside, text_inside
from kring.core.search.extract.readers import READERS
from kring.core.search.file_models import FileText

log = structlog.get_logger("kring.search")
AT_ONCE = 1  # a file that is hard to read may take a minute: what people wait for gets a turn in between


@task(priority=-50)
def read_files(ids: list[int]) -> None:
    for row in File.objects.filter(pk__in=ids, text=None).exclude(LOOSE):
        read(row)


def attached(event) -> None:
    """Handler of every event: the files of what it is about are read, in tasks of their own."""
    if not event.content_id:
        return
    ids = list(_unread().filter(_of(event)).values_list("pk", flat=True))
    for start in range(0, len(ids), AT_ONCE):
        read_files.enqueue(ids[start : start + AT_ONCE])


def _of(event) -> Q:
    of_comment = Q(comment_id=event.comment_id) if event.comment_id else Q(pk__in=())
    return Q(content_id=event.content_id) | of_comment


def read_waiting(most: int | None = None, each=lambda: None) -> int:
    """Read what an import brought, or a task that was lost should have read (`most` of it); returns how many. `each()`
    after each."""
    done = 0
    for row in list(_unread().exclude(LOOSE).order_by("pk")[:most]):
        read(row)
        each()
        done += 1
    return done


def read_some() -> int:
    """The worker's turn at what is waiting."""
    return read_waiting(AT_ONCE)


def _unread():
    """Not those of places, which nobody finds by searching."""
    return File.objects.filter(text=None, place="")


def read(row: File) -> FileText:
    """Find the words in a stored file, and give them to the index; that it was read is written with them."""
    from kring.core.search.files import put_text

    inside = _inside(row)
    values = {"state": inside.state, "chars": len(inside.text)}
    with transaction.atomic():
        said, _new = FileText.objects.update_or_create(file_id=row.pk, defaults=values)
        put_text(row.pk, inside.text)
    if inside.state in (FileText.State.LARGE, FileText.State.BROKEN):
        log.info("a file can't be read", file=row.pk, state=inside.state)
    return said


def _inside(row: File) -> Inside:
    ending = ending_of(row.name)
    if ending not in READERS:
        return Inside(FileText.State.OTHER)
    try:
        with default_storage.open(row.path) as source:
            return text_inside(source, ending)
    except OSError:
        return Inside(FileText.State.BROKEN)
