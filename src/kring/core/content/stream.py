"""A page of a stream as bare rows: ids, versions and counters, no objects.

The home stream of a person in three quiet groups of a busy platform would, as “newest first, then filter”, read a
million rows. So the newest rows of each of the person's groups are taken from the index and merged: its cost depends on
how many groups the person is in, and on nothing else. Both databases do this; each says it in its own way.
"""

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import NamedTuple

from django.db import connection
from django.db.models import Q
from django.utils.translation import gettext as _

from kring.core.content.models import Content
from kring.core.features import switches
from kring.core.refused import Refused

SIZE = 20
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
CURSOR = re.compile("(-?[0-9a-f]{1,15})-([0-9a-f]{1,15})")
COLUMNS = "id, group_id, version, published_at, reaction_count, comment_count, kind"


class Row(NamedTuple):
    id: int
    group_id: int
    version: int
    published_at: datetime
    reaction_count: int
    comment_count: int
    kind: str


def row_of(content) -> Row:
    """The row that stands for one item on its own page."""
    return Row(
        content.pk,
        content.group_id,
        content.version,
        content.published_at,
        content.reaction_count,
        content.comment_count,
        content.kind,
    )


@dataclass(frozen=True)
class Page:
    rows: list[Row]
    older: str | None  # the cursor of the next page; None on the last one


class Cursor(NamedTuple):
    """A place between two items: what was published before this moment, or then with a lower id."""

    at: datetime
    id: int

    def __str__(self) -> str:
        return f"{(self.at - EPOCH) // timedelta(microseconds=1):x}-{self.id:x}"

    @classmethod
    def read(cls, text: str) -> "Cursor":
        try:
            at, id = (int(part, 16) for part in CURSOR.fullmatch(text).groups())  # type: ignore[union-attr]
            return cls(EPOCH + timedelta(microseconds=at), id)
        except (AttributeError, OverflowError):
            raise Refused(
                _("This address of a page of the stream isn't complete. Begin at the top again."), 400
            ) from None


def home(person, before: str = "", kind: str = "", size: int = SIZE) -> Page:
    """What is new in the person's own groups (the organisation is one of them)."""
    newest, params = _newest_in("m.group_id", before, kind, size)
    if connection.vendor == "postgresql":
        sql = f"""SELECT c.* FROM groups_membership m CROSS JOIN LATERAL ({newest}) c WHERE m.person_id = %s
                  ORDER BY c.published_at DESC, c.id DESC LIMIT %s"""
    else:
        columns = ", ".join(f"c.{name}" for name in COLUMNS.split(", "))
        newest = newest.replace(COLUMNS, "id", 1)
        sql = f"""SELECT {columns} FROM groups_membership m JOIN content_content c ON c.id IN ({newest})
                  WHERE m.person_id = %s ORDER BY c.published_at DESC, c.id DESC LIMIT %s"""  # seen: in own groups
    return read_page(sql, [*params, person.pk, size + 1], size)


def group(group_id: int, before: str = "", kind: str = "", size: int = SIZE) -> Page:
    """What is new in one group (that the caller has authorised); pinned items stand above the stream, not in it."""
    sql, params = _newest_in("%s", before, kind, size, "AND NOT i.is_pinned")
    return read_page(sql, [group_id, *params], size)


def by_author(viewer, person, before: str = "", size: int = SIZE, kind: str = "") -> Page:
    """What `person` published (of one kind), as far as `viewer` may read it."""
    items = Content.objects.visible_to(viewer).filter(author=person, state="published").newest()
    if kind:
        items = items.filter(kind=kind)
    if before:
        at, id = Cursor.read(before)
        items = items.filter(Q(published_at__lt=at) | Q(published_at=at, id__lt=id))
    rows = [Row(*values) for values in items.values_list(*COLUMNS.split(", "))[: size + 1]]
    return cut(rows, size)


def _newest_in(group: str, before: str, kind: str, size: int, extra: str = "") -> tuple[str, list]:
    kinds, params = switches.kinds_sql("i", kind)
    where = ["i.group_id = " + group, "i.state = 'published'", kinds]
    if kind:
        where.append("i.kind = %s")
        params.append(kind)
    if before:
        cursor = Cursor.read(before)
        where.append("(i.published_at, i.id) < (%s, %s)")
        params += [stored(cursor.at), cursor.id]
    return (  # seen: in groups that the caller authorised or joined by membership
        f"SELECT {COLUMNS} FROM content_content i WHERE {' AND '.join(where)} {extra}"
        f" ORDER BY i.published_at DESC, i.id DESC LIMIT {size + 1}",
        params,
    )


def per_row(inner: str, table: str = "content_content", column: str = "id") -> str:
    """SQL that joins, to each row before it, the rows of `table` (as `x`) whose `column` is what `inner` finds for that
    row: a few of the many behind it, from an index."""
    if connection.vendor == "postgresql":
        return f"CROSS JOIN LATERAL ({inner}) y JOIN {table} x ON x.{column} = y.{column}"
    return f"CROSS JOIN {table} x ON x.{column} IN ({inner})"


def read_page(sql: str, params: list, size: int) -> Page:
    """The rows that a statement finds (one more than a page has, where there is a next one)."""
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        rows = [
            Row(id, group_id, version, _read(at), *counts)
            for id, group_id, version, at, *counts in cursor.fetchall()
        ]
    return cut(rows, size)


def cut(rows: list[Row], size: int) -> Page:
    more = len(rows) > size
    rows = rows[:size]
    return Page(rows, str(Cursor(rows[-1].published_at, rows[-1].id)) if more else None)


def stored(at: datetime):
    """A moment as the database stores it (SQLite: text, in UTC)."""
    return at if connection.vendor == "postgresql" else connection.ops.adapt_datetimefield_value(at)


def _read(at) -> datetime:
    at = datetime.fromisoformat(at) if isinstance(at, str) else at
    return at if at.tzinfo else at.replace(tzinfo=UTC)
