"""The article on top of home: the newest highlighted one that this person hasn't put away.

Found at most once a minute for each person, and drawn once for everybody, as a card is: home asks it on every visit.
"""

from django.core.cache import cache
from django.db.models import Exists, OuterRef
from django.utils import timezone

from kring.core.content.access import can
from kring.core.content.cards import cards
from kring.core.content.models import Content
from kring.core.content.stream import Row, row_of
from kring.core.features import switches
from kring.kinds.news.models import News, NewsDetails, PutAway

MINUTE = 60


def on_top(person, group, **_context) -> dict | None:
    """At home only: in a group, what matters is pinned."""
    if group is not None:
        return None
    row = cache.get_or_set(_key(person), lambda: _found(person) or False, MINUTE)
    drawn = cards([Row(*row)], "highlight") if row else []
    return {"article": drawn[0]} if drawn else None


def _found(person) -> tuple | None:
    seen = PutAway.objects.filter(person=person, content=OuterRef("pk"))
    found = Content.objects.visible_to(person).in_stream_of(person)
    current = found.filter(news__highlighted_until__gt=timezone.now()).exclude(Exists(seen))
    article = current.order_by("-news__highlighted_at").first()
    return tuple(row_of(article)) if article else None


def _key(person) -> str:
    return f"news:top:{person.pk}:{person.version}:{switches.board().generation}"


def changed(person) -> None:
    """This person changed something about it, and wants to see that now; others do within a minute."""
    cache.delete(_key(person))


def in_menu(content, person, **_context) -> dict | None:
    """“Highlight at home”, for who may."""
    if not isinstance(content, News) or not can(person, content, "highlight"):
        return None
    current = NewsDetails.objects.filter(content_id=content.pk, highlighted_until__gt=timezone.now())
    return {"highlighted": current.exists()}
