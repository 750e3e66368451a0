"""Tying files to what they were uploaded for, and letting go of those that were taken out again."""

import re

from django.db import transaction
from django.utils import timezone

from kring.core.content.models import Content
from kring.core.files.models import File

IN_TEXT = re.compile(r'(?:src|href)="/?files/(\d{1,18})/')
MOST = 50  # on one thing


def named(body: str) -> list[int]:
    """The numbers of the pictures and links to files that stand in a clean text, in their order."""
    return list(dict.fromkeys(map(int, IN_TEXT.findall(body))))


@transaction.atomic
def attach(content, person, body: str, ids=None, comment=None, captions=None) -> bool:
    """Make the files of `content` (or of its `comment`) those that stand in `body` or in `ids`, in this order.

    `person`'s own loose files are tied; files that are there already stay; nobody else's can come in, whatever the numbers
    say. What is there and no longer wanted is let go; `ids` None (a form that says nothing about files) lets go of none.
    `captions` by number say what pictures show. The caller has authorised the change. True where anything changed.
    """
    wanted = list(dict.fromkeys([*(ids or ()), *named(body)]))[: 2 * MOST]
    whole = {"comment": comment} if comment else {"content": content}
    tied = File.objects.loose_of(person).filter(pk__in=wanted).update(**whole) if wanted else 0
    rows = {row.pk: row for row in File.objects.filter(**whole) if comment or not row.comment_id}
    changed = [row for row in rows.values() if _put(row, wanted, captions or {})]
    File.objects.bulk_update(changed, ["order", "caption", "removed_at"])
    gone = [row for row in rows.values() if row.pk not in wanted and row.removed_at is None]
    if ids is not None and gone:
        _let_go(gone, None if comment else content)
    if tied or changed or (ids is not None and gone):
        Content.objects.filter(pk=content.pk).touch()
        content.refresh_from_db(fields=["version"])
        return True
    return False


def attach_to_place(place: str, person, ids, captions=None) -> int:
    """Give `person`'s own loose files among `ids` to a place (“message:4”), in this order; how many. The caller has authorised it."""
    wanted = list(dict.fromkeys(ids or ()))[:MOST]
    rows = list(File.objects.loose_of(person).select_for_update().filter(pk__in=wanted))
    for row in rows:
        row.place, row.order = place, wanted.index(row.pk)
        row.caption = (captions or {}).get(row.pk, row.caption)[:500]
    File.objects.bulk_update(rows, ["place", "order", "caption"])
    return len(rows)


def _put(row: File, wanted: list[int], captions: dict[int, str]) -> bool:
    """Give a wanted file its place and its words; True where they are other than they were."""
    if row.pk not in wanted:
        return False
    was = row.order, row.caption, row.removed_at
    row.order, row.removed_at = wanted.index(row.pk), None
    row.caption = captions.get(row.pk, row.caption)[:500]
    return (row.order, row.caption, row.removed_at) != was


def _let_go(gone: list[File], content) -> None:
    """Loose again, so that it can be taken back within a week; or kept out of sight where an earlier version shows it."""
    kept = []
    if content is not None:
        texts = content.revisions.values_list("body", flat=True)
        shown = {number for body in texts.iterator(chunk_size=50) for number in named(body)}
        kept = [row.pk for row in gone if row.pk in shown]
    loose = [row.pk for row in gone if row.pk not in kept]
    now = timezone.now()
    File.objects.filter(pk__in=kept).update(removed_at=now)
    File.objects.filter(pk__in=loose).update(content=None, comment=None, created_at=now)
