"""A page of one kind, as bare rows: in one group, in all groups that somebody reads, or what somebody posted.

Where everything is newest first a reader of many groups finds a page near the top of the kind's index; so that is looked
at first. Who reads little of what is posted finds too few there: then the first rows of each readable group are
merged, as the home stream does it. Neither grows with the platform.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.db import connection

from kring.core.content.stream import COLUMNS, SIZE, Cursor, Page, read_page, stored
from kring.core.features import switches
from kring.core.features.kept import kept

WINDOW = 400  # how far to look in the kind's index before asking each group
OWN = "SELECT group_id AS id FROM groups_membership WHERE person_id = %s"
READABLE = f"{OWN} UNION SELECT id FROM groups_group WHERE access = 'open'"


@dataclass(frozen=True)
class Part:
    """Which part of a kind, and from which end. `open`: only what still waits for something, or only what doesn't."""

    open: bool | None = None
    oldest_first: bool = False

    @property
    def order(self) -> str:
        end = "ASC" if self.oldest_first else "DESC"
        return f"published_at {end}, id {end}"


ALL = Part()


def everywhere(person, kind: str, part: Part = ALL, before: str = "", size: int = SIZE) -> Page:
    """What `person` may read of this kind, in any group."""
    found = _in_window(person, kind, part, before, size)
    return found if found.older else _merged(person, READABLE, kind, part, before, size)


def in_own(person, kind: str, part: Part = ALL, before: str = "", size: int = SIZE) -> Page:
    """What there is of this kind in the person's own groups."""
    return _merged(person, OWN, kind, part, before, size)


def in_group(group_id: int, kind: str, part: Part = ALL, before: str = "", size: int = SIZE) -> Page:
    """What there is of this kind in one group (that the caller has authorised), pinned or not."""
    where, params = _where(kind, part, before)
    on, choices = switches.kinds_sql("i", kind)
    sql = f"""SELECT {COLUMNS} FROM content_content i WHERE i.group_id = %s AND {where} AND {on}
              ORDER BY {part.order} LIMIT {size + 1}"""  # seen: in a group that the caller authorised
    return read_page(sql, [group_id, *params, *choices], size)


def ids_kept(where: str, person, find: Callable[[], Page]) -> list[int]:
    """The ids of a page that a widget looks at on every visit: found at most once a minute for each person and place (`where`)."""
    return kept(f"ids:{where}", person, lambda: [row.id for row in find().rows]) or []


def mine(person, kind: str, group_id: int | None = None, before: str = "", size: int = SIZE) -> Page:
    """What the person posted of this kind, newest first, where they still read it."""
    where, params = _where(kind, ALL, before)
    on, choices = switches.kinds_sql("i", kind)
    readable, who = _readable(person, READABLE)
    here, groups = (" AND i.group_id = %s", [group_id]) if group_id else ("", [])
    sql = f"""SELECT {COLUMNS} FROM content_content i WHERE i.author_id = %s AND {where} AND {on}{here}
              AND i.group_id IN ({readable}) ORDER BY {ALL.order} LIMIT {size + 1}"""  # seen: in readable groups
    return read_page(sql, [person.pk, *params, *choices, *groups, *who], size)


def _in_window(person, kind, part, before, size) -> Page:
    where, params = _where(kind, part, before)
    on, choices = switches.kinds_sql("i", kind)
    readable, who = _readable(person, READABLE)
    sql = f"""SELECT {COLUMNS} FROM (SELECT {COLUMNS} FROM content_content i WHERE {where}
              ORDER BY {part.order} LIMIT {WINDOW}) i WHERE i.group_id IN ({readable}) AND {on}
              ORDER BY {part.order} LIMIT {size + 1}"""  # seen: in readable groups
    return read_page(sql, [*params, *who, *choices], size)


def _merged(person, groups, kind, part, before, size) -> Page:
    where, params = _where(kind, part, before)
    on, choices = switches.kinds_sql("i", kind)
    readable, who = _readable(person, groups)
    first = f"""SELECT {{0}} FROM content_content i WHERE i.group_id = g.id AND {where} AND {on}
                ORDER BY {part.order} LIMIT {size + 1}"""  # seen: in readable groups
    if connection.vendor == "postgresql":
        joined, columns = f"CROSS JOIN LATERAL ({first.format(COLUMNS)}) c", "c.*"
    else:
        joined = f"CROSS JOIN content_content c ON c.id IN ({first.format('i.id')})"  # seen: the same
        columns = ", ".join(f"c.{name}" for name in COLUMNS.split(", "))
    order = ", ".join(f"c.{name}" for name in part.order.split(", "))
    sql = f"SELECT {columns} FROM ({readable}) g {joined} ORDER BY {order} LIMIT {size + 1}"
    return read_page(sql, [*who, *params, *choices], size)


def _readable(person, groups: str) -> tuple[str, list]:
    """The ids of `groups`, as SQL; a guest reads only their own."""
    return (OWN if person.is_guest else groups), [person.pk]


def _where(kind: str, part: Part, before: str) -> tuple[str, list]:
    where = ["i.kind = %s", "i.state = 'published'"]
    params: list = [kind]
    if part.open is not None:  # said twice: by the second the planners recognise the partial index
        where.append(f"i.is_open = {'TRUE' if part.open else 'FALSE'} AND i.is_open IS NOT NULL")
    if before:
        cursor = Cursor.read(before)
        where.append(f"(i.published_at, i.id) {'>' if part.oldest_first else '<'} (%s, %s)")
        params += [stored(cursor.at), cursor.id]
    return " AND ".join(where), params
