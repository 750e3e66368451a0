"""What somebody follows, as far as they may still see it: items, people, topics. Each page is one query."""

from django.db.models import OuterRef, Subquery

from kring.core.content.models import Content, Reading
from kring.core.content.topics import visible_topics
from kring.core.people.models import Person
from kring.interactions.follows.models import NOW, Follow

PAGE = 50


def sane(before: str) -> bool:
    return before == "" or (before.isdecimal() and len(before) < 19)


def items(person, before: str = "") -> tuple[list, int | None]:
    """Those that were followed last come first; `is_new`: something was said since this person last read it."""
    seen = Content.objects.visible_to(person)
    read = Reading.objects.filter(content=OuterRef("content"), person=person).values("last_at")
    found = _mine(person, before).filter(content__in=seen).annotate(read_at=Subquery(read[:1]))
    rows, older = _cut(found.select_related("content__group", "content__author"))
    for row in rows:
        row.is_new = row.read_at is None or row.content.last_activity_at > row.read_at
    return rows, older


def people(person, before: str = "") -> tuple[list, int | None]:
    known = Person.objects.visible_to(person)
    return _cut(_mine(person, before).filter(followee__in=known).select_related("followee"))


def topics(person, before: str = "") -> tuple[list, int | None]:
    seen: object = visible_topics(person).filter(pk__in=_mine(person, before).values("topic"))
    return _cut(_mine(person, before).filter(topic__in=seen).select_related("topic"))


OF = {"items": items, "people": people, "topics": topics}


def _mine(person, before: str):
    mine = Follow.objects.filter(NOW, person=person)
    return (mine.filter(pk__lt=int(before)) if before else mine).order_by("-pk")


def _cut(rows) -> tuple[list, int | None]:
    found = list(rows[: PAGE + 1])
    return found[:PAGE], found[PAGE - 1].pk if len(found) > PAGE else None
