"""What somebody follows comes sooner when they search."""

from collections.abc import Iterable

from django.db import connection

FOLLOWED = "SELECT {0} FROM follows_follow WHERE person_id = %s AND ended_at IS NULL AND {0} IN ({1})"


def authors(person, ids: Iterable[int]) -> list[int]:
    """Those of these people whom `person` follows."""
    return _followed("followee_id", person, ids)


def contents(person, ids: Iterable[int]) -> list[int]:
    """Those of these items that `person` follows."""
    return _followed("content_id", person, ids)


def _followed(column: str, person, ids: Iterable[int]) -> list[int]:
    sql = FOLLOWED.format(column, ",".join(map(str, map(int, ids))) or "0")
    with connection.cursor() as cursor:
        cursor.execute(sql, [person.pk])
        return [id for (id,) in cursor.fetchall()]
