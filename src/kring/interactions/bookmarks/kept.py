"""Which items somebody keeps: the mark on cards, and the page with their lists."""

from dataclasses import dataclass
from functools import lru_cache

from django.db import connection
from django.utils import translation

from kring.core.content.later import SOME_CONTENT, with_ids
from kring.core.content.models import Content
from kring.core.features import slots
from kring.interactions.bookmarks.models import Bookmark, BookmarkList

PAGE = 40
MINE = "SELECT content_id FROM bookmarks_bookmark WHERE person_id = %s AND content_id IN ({})"


def marks(_viewer, _rows, _arguments, found):
    """`later("bookmark", content id)`."""
    mine, language = found["bookmark"], translation.get_language()
    return lambda argument: with_ids(_mark(int(argument) in mine, language), int(argument))


@lru_cache(maxsize=100)
def _mark(kept: bool, _language: str) -> bytes:
    return slots.template("bookmarks/button.html").render(id=SOME_CONTENT, kept=kept).encode()


def entry(content, person, **_context) -> dict:
    """In the menu: keep it, and in which list."""
    mine = Bookmark.objects.filter(person=person, content_id=content.pk)
    return {"kept": mine.exists()}


def which(person, ids):
    """Those of these items that `person` keeps."""
    ids = [int(id) for id in ids]
    with connection.cursor() as cursor:
        cursor.execute(MINE.format(",".join(["%s"] * len(ids)) or "0"), [person.pk, *ids])
        return [id for (id,) in cursor.fetchall()]


@dataclass
class Kept:
    """A page of bookmarks: of the list `here`, or all of them."""

    lists: list[BookmarkList]
    here: BookmarkList | None
    rows: list[Bookmark]
    older: int | None


def lists_of(person) -> list[BookmarkList]:
    return list(BookmarkList.objects.filter(person=person, deleted_at=None).order_by("name"))


def kept(person, lists, here: BookmarkList | None, before: int | None) -> Kept:
    found = Bookmark.objects.filter(person=person, content__in=Content.objects.visible_to(person))
    if here:
        found = found.filter(list=here)
    if before:
        found = found.filter(pk__lt=before)
    found = found.select_related("content__group", "content__author", "list").order_by("-pk")
    rows = list(found[: PAGE + 1])
    for row in rows:
        row.in_list = row.list if row.list and row.list.deleted_at is None else None
    older = rows[PAGE - 1].pk if len(rows) > PAGE else None
    return Kept(lists, here, rows[:PAGE], older)
