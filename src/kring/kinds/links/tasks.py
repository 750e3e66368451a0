"""Fetching what stands at a link, after it was posted. It may run twice: then the second finds it done."""

import structlog
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django_tasks import task

from kring.core.content.models import Content
from kring.core.files.models import File
from kring.core.files.uploads import upload
from kring.core.outside.fetching import Unreachable, fetch
from kring.kinds.links import verbs
from kring.kinds.links.models import PICTURE, LinkDetails
from kring.kinds.links.reading import Found, read

PAGES = ("text/html", "application/xhtml+xml")
PAGE, IMAGE = 1_000_000, 5_000_000
log = structlog.get_logger("kring.links")


@task()
def preview(content_id: int) -> None:
    look(content_id)


def look(content_id: int) -> bool:
    """Fetch and show it; False where there was nothing to show."""
    details = LinkDetails.objects.filter(pk=content_id, title="").first()
    content = (
        Content.objects.select_related("group", "author").filter(pk=content_id).first()
    )  # seen: by nobody
    if details is None or content is None:
        return False
    try:
        page = fetch(details.url, PAGES, PAGE, cut=True)
        found = read(page.body, page.charset, page.url)
    except Unreachable as why:
        log.info("link not fetched", content=content_id, why=str(why))
        verbs.nothing_there(content, details.url, why.reason)
        return False
    return verbs.show(content, found, _picture(content.author, found), details.url)


def _picture(person, found: Found) -> File | None:
    """Made anew and kept here, so that nobody's browser asks a stranger for it."""
    if not found.picture:
        return None
    try:
        answer = fetch(found.picture, ("image/",), IMAGE)
        file = upload(person, SimpleUploadedFile("picture", answer.body), PICTURE).file
    except (Unreachable, ValidationError) as why:
        log.info("picture of a link not fetched", why=str(why))
        return None
    return file if file.is_image and (file.width or 0) >= 100 else None
