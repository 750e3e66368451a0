"""The article on top of home: the newest highlighted one that this person hasn't put away.

Found at most once a minute for each person, and drawn once for everybody, as a card is: home asks it on every visit.
"""

from django.utils import timezone

from kring.core.content.access import can
from kring.core.content.cards import cards
from kring.core.content.models import Content
from kring.core.content.stream import Row, row_of
from kring.core.features.kept import forget, kept
from kring.kinds.news.models import News, NewsDetails, PutAway

TOP = "news:top"
MOST = 100


def on_top(person, group, **_context) -> dict | None:
    """At home only: in a group, what matters is pinned."""
    if group is not None:
        return None
    row = kept(TOP, person, lambda: _found(person) or False)
    drawn = cards([Row(*row)], "highlight") if row else []
    return {"article": drawn[0]} if drawn else None


def _found(person) -> tuple | None:
    """Mostly nothing is highlighted, anywhere: that is asked first."""
    current = NewsDetails.objects.filter(highlighted_until__gt=timezone.now()).order_by("-highlighted_at")
    ids = list(current.values_list("content_id", flat=True)[:MOST])
    if not ids:
        return None
    away = set(PutAway.objects.filter(person=person, content__in=ids).values_list("content_id", flat=True))
    there = (
        Content.objects.visible_to(person).in_stream_of(person).in_bulk([id for id in ids if id not in away])
    )
    article = next((there[id] for id in ids if id in there), None)
    return tuple(row_of(article)) if article else None


def changed(person) -> None:
    """This person changed something about it, and wants to see that now; others do within a minute."""
    forget(TOP, person)


def in_menu(content, person, **_context) -> dict | None:
    """“Highlight at home”, for who may."""
    if not isinstance(content, News) or not can(person, content, "highlight"):
        return None
    current = NewsDetails.objects.filter(content_id=content.pk, highlighted_until__gt=timezone.now())
    return {"highlighted": current.exists()}
