"""The article on top of home: the newest highlighted one that this person hasn't put away."""

from django.core.cache import cache
from django.db.models import Exists, OuterRef
from django.utils import timezone

from kring.core.content.access import can
from kring.core.content.models import Content
from kring.kinds.news.models import News, NewsDetails, PutAway

MINUTE = 60
KEY = "news:highlights"
MOST = 100


def on_top(person, group, **_context) -> dict | None:
    """At home. Whether there is any at all in the person's groups is known without a query."""
    if group is not None or not any(group in person.roles for group in _groups()):
        return None
    now = timezone.now()
    seen = PutAway.objects.filter(person=person, content=OuterRef("pk"))
    found = Content.objects.visible_to(person).in_stream_of(person).filter(news__highlighted_until__gt=now)
    article = found.exclude(Exists(seen)).select_related("news").order_by("-news__highlighted_at").first()
    return {"article": article} if article else None


def _groups() -> set[int]:
    """The groups in which something is highlighted: numbers only, the same for everybody, kept for a minute."""
    return cache.get_or_set(KEY, _found, MINUTE)


def _found() -> set[int]:
    current = NewsDetails.objects.filter(highlighted_until__gt=timezone.now())
    return set(current.values_list("content__group_id", flat=True)[:MOST])


def changed() -> None:
    """Somebody highlighted something, and wants to see it."""
    cache.delete(KEY)


def in_menu(content, person, **_context) -> dict | None:
    """“Highlight at home”, for who may."""
    if not isinstance(content, News) or not can(person, content, "highlight"):
        return None
    current = NewsDetails.objects.filter(content_id=content.pk, highlighted_until__gt=timezone.now())
    return {"highlighted": current.exists()}
