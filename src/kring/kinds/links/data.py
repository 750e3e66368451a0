"""Interchange: {"url", "title", "words", "site"}; the picture is the file of its name among the content's `files`."""

from kring.core.content.models import Content
from kring.core.files.models import File
from kring.core.outside.typed import clean, key
from kring.kinds.links.models import PICTURE, LinkDetails

TOLD = {"title": 300, "words": 600, "site": 120}


def data_in(content: Content, data: dict) -> None:
    """An address that is none of a website stays in what was kept, and leads nowhere."""
    url = clean(data["url"]) if isinstance(data.get("url"), str) else ""
    if not url:
        LinkDetails.objects.filter(pk=content.pk).delete()
        return
    told = {name: data[name][:most] if isinstance(data.get(name), str) else "" for name, most in TOLD.items()}
    pictures = File.objects.standing().filter(content=content, name=PICTURE)
    told |= {"url": url, "key": key(url), "picture": next((file for file in pictures if file.is_image), None)}
    LinkDetails.objects.update_or_create(content_id=content.pk, defaults=told)


def data_out(content) -> dict:
    details = getattr(content, "link", None)
    if details is None:
        return {}
    return {"url": details.url} | {name: getattr(details, name) or None for name in TOLD}
