"""Draw the pages of a version, once, in the background."""

import structlog
from django.core.files.storage import default_storage
from django_tasks import task

from kring.core.content.models import Content
from kring.core.files import renditions
from kring.core.files.sorts import ending_of
from kring.core.search.extract.limits import Unreadable
from kring.kinds.documents.preview.drawing import Drawn, drawn
from kring.kinds.documents.preview.office import as_pdf
from kring.kinds.documents.rows import Version

log = structlog.get_logger("kring.documents")
LOOKS = set(Version.Look.values)


def page_of(path: str, number: int) -> str:
    """Where the picture of a page of the file at `path` is stored."""
    return renditions.beside(path, f"page-{number}.webp")


@task(priority=-40)
def draw(version_id: int) -> None:
    version = Version.objects.select_related("file").filter(pk=version_id, look=Version.Look.WAITING).first()
    if version is None or version.file.is_held:
        return
    made = _made(version)
    for number, data in enumerate(made.pages, 1):
        renditions.write(page_of(version.file.path, number), data)
    look = made.state if made.state in LOOKS else Version.Look.BROKEN
    done = {"look": look, "pages": made.count, "drawn": len(made.pages)}
    Version.objects.filter(file_id=version.file_id, look=Version.Look.WAITING).update(**done)
    Content.objects.filter(pk=version.document_id).touch()
    if look != Version.Look.PAGES:
        log.info("no preview", version=version.pk, look=look)


def _made(version: Version) -> Drawn:
    try:
        with default_storage.open(version.file.path) as source:
            if ending_of(version.name) == "pdf":
                return drawn(source)
            with as_pdf(source, ending_of(version.name)) as pdf:
                return drawn(pdf) if pdf else Drawn(Version.Look.NONE)
    except OSError:
        return Drawn(Version.Look.BROKEN)
    except Unreadable as why:
        return Drawn(why.args[0])


def draw_waiting() -> None:
    """What a lost task should have drawn, or an import brought."""
    for pk in (
        Version.objects.filter(look=Version.Look.WAITING).order_by("pk").values_list("pk", flat=True)[:5]
    ):
        draw.func(pk)
