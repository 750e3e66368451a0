"""What a viewer did with the contents of a page (reacted, kept, voted): one query for all features together."""

from collections.abc import Mapping

from django.db import connection

from kring.core.features.asked import Mine

Found = dict[str, dict[int, list[str]]]


def did(viewer, asked: Mapping[Mine, set[int]]) -> Found:
    """{name: {content id: [value, …]}}, for the contents that each is asked for."""
    found: Found = {mine.name: {} for mine in asked}
    parts, parameters = [], []
    for mine, ids in asked.items():
        if ids:
            parts.append(_select(mine, len(ids)))
            parameters += [viewer.pk, *ids]
    if parts:
        with connection.cursor() as cursor:
            cursor.execute(" UNION ALL ".join(parts), parameters)
            for name, id, value in cursor.fetchall():
                found[name].setdefault(id, []).append(value)
    return found


def _select(mine: Mine, number: int) -> str:
    """Nothing in it comes from outside: a feature declares it, and ids are parameters."""
    ids = ",".join(["%s"] * number)
    narrowed = f" AND {mine.where}" if mine.where else ""
    return (
        f"SELECT '{mine.name}', {mine.content}, CAST({mine.value} AS text) FROM {mine.table}"
        f" WHERE person_id = %s AND {mine.content} IN ({ids}){narrowed}"
    )
