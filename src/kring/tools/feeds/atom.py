"""A feed as Atom (RFC 4287). An entry's id is the address that its item keeps for ever."""

import hashlib
import re

from django.conf import settings
from django.utils.feedgenerator import Atom1Feed

from kring.core.content.models import Content
from kring.tools.feeds.entries import Feed

TYPE = "application/atom+xml; charset=utf-8"
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
LOCAL = re.compile(r'\b(href|src)="/(?!/)')


def etag(feed: Feed, address: str, language: str) -> str:
    """The same while nothing in it has changed."""
    said = [feed.title, address, language, *(f"{item.pk}.{item.version}" for item in feed.items)]
    return '"' + hashlib.sha256("\n".join(said).encode()).hexdigest()[:32] + '"'


def write(feed: Feed, address: str, language: str) -> str:
    made = Atom1Feed(
        title=CONTROL.sub("", f"{feed.title} · {settings.CONFIG.name}"),
        link=settings.BASE_URL + feed.url,
        description="",
        language=language,
        feed_url=settings.BASE_URL + address,
        feed_guid=settings.BASE_URL + feed.url,
    )
    for item in feed.items:
        made.add_item(**_entry(item))
    return made.writeString("utf-8")


def _entry(item: Content) -> dict:
    url = settings.BASE_URL + item.url
    return {
        "title": CONTROL.sub("", item.heading),
        "link": url,
        "unique_id": url,
        "description": CONTROL.sub("", LOCAL.sub(rf'\1="{settings.BASE_URL}/', item.body)),
        "author_name": CONTROL.sub("", item.author.name) if item.author else settings.CONFIG.name,
        "pubdate": item.published_at,
        "updateddate": max(filter(None, (item.published_at, item.edited_at))),
        "categories": [CONTROL.sub("", item.group.name)],
    }
