"""Say where a link leads; put what was fetched there."""

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from kring.core.activity.log import record
from kring.core.content.models import Content
from kring.core.files.models import File
from kring.core.outside.typed import key
from kring.kinds.links.models import LinkDetails
from kring.kinds.links.reading import Found


@transaction.atomic
def point(content: Content, url: str, title: str = "", words: str = "") -> None:
    """Lead to `url` (a clean one). What stands there is fetched after this, unless somebody typed it, or the server has no way
    out."""
    before = LinkDetails.objects.filter(pk=content.pk).first()
    told = {"url": url, "key": key(url), "title": title[:300], "words": words[:600]}
    if before and before.url != url:
        told |= {"site": "", "picture": None, "fetched_at": None, "why_not": ""}
        forget_picture(before)
    LinkDetails.objects.update_or_create(content_id=content.pk, defaults=told)
    Content.objects.filter(pk=content.pk).touch()
    moved = before is None or before.url != url
    if moved and not title and settings.CONFIG.link_previews:
        from kring.kinds.links.tasks import preview

        preview.enqueue(content.pk)


@transaction.atomic
def show(content: Content, found: Found, picture: File | None, url: str) -> bool:
    """Put there what was found at `url`; False where it leads elsewhere by now, or somebody typed a title meanwhile."""
    details = LinkDetails.objects.select_for_update().filter(pk=content.pk, url=url, title="").first()
    if details is None:
        return False
    title = found.title or details.domain
    told = {"title": title[:300], "site": found.site[:120], "fetched_at": timezone.now()}
    if not details.words:
        told["words"] = found.words[:600]
    if picture:
        File.objects.loose().filter(pk=picture.pk).update(content=content, order=1000)
        told["picture"] = picture
    LinkDetails.objects.filter(pk=content.pk).update(**told)
    if content.title == details.domain:
        Content.objects.filter(pk=content.pk).update(title=title[:250])
    Content.objects.filter(pk=content.pk).touch()
    if not content.is_draft:
        record("links.previewed", group=content.group, content=content)
    return True


def nothing_there(content: Content, url: str, why: str) -> None:
    """`url` wasn't fetched; its page says so."""
    if LinkDetails.objects.filter(pk=content.pk, url=url, title="").exclude(why_not=why).update(why_not=why):
        Content.objects.filter(pk=content.pk).touch()


def forget_picture(details: LinkDetails) -> None:
    """That of another address: loose again, and gone after a week."""
    if details.picture_id:
        File.objects.filter(pk=details.picture_id).update(content=None, created_at=timezone.now())
