"""On which items a feature has something to show: those that a column of its names. One query for all features."""

from collections.abc import Iterable

from django.db import connection

from kring.core.features import registry


def look(contents: Iterable) -> None:
    """Give each its `named`: the columns that hold its id."""
    by_id = {content.pk: content for content in contents}
    columns = _columns()
    for content in by_id.values():
        content.named = set()
    if not (by_id and columns):
        return
    ids = ",".join(["%s"] * len(by_id))
    with connection.cursor() as cursor:
        cursor.execute(" UNION ".join(_select(name, ids) for name in columns), list(by_id) * len(columns))
        for name, id in cursor.fetchall():
            by_id[id].named.add(name)


def is_named(content, columns: tuple[str, ...]) -> bool:
    if not hasattr(content, "named"):
        look([content])
    return not content.named.isdisjoint(columns)


@registry.cache
def _columns() -> list[str]:
    return sorted({name for _feature, fill in registry.declared("fills") for name in fill.only})


def _select(name: str, ids: str) -> str:
    table, column = name.split(".")
    return f"SELECT '{name}', {column} FROM {table} WHERE {column} IN ({ids})"
