"""The same rows again, without making them again: a test's platform is made once per process and then copied in."""

import copy
from contextlib import closing

from django.apps import apps
from django.core.management.color import no_style
from django.db import connection

KEPT_BY_MIGRATIONS = {
    "features_generation",
    "push_serverkey",
    "django_migrations",
    "django_content_type",
    "auth_permission",
}
_kept: dict[str, tuple[object, dict[str, tuple[list[str], list[tuple]]]]] = {}


def remembered(name: str, make):
    """What `make()` returns, with all the rows that it wrote into an empty database."""
    if not connection.in_atomic_block or any(rows for _columns, rows in _rows().values()):
        return make()  # other rows are there already, or these stay: no copy would be right
    if name not in _kept:
        made = make()
        _kept[name] = (copy.deepcopy(made), {t: found for t, found in _rows().items() if found[1]})
        return made
    made, tables = _kept[name]
    quote = connection.ops.quote_name
    with connection.cursor() as cursor:
        for table, (columns, rows) in tables.items():
            names, places = ", ".join(map(quote, columns)), ", ".join(["%s"] * len(columns))
            cursor.executemany(f"INSERT INTO {quote(table)} ({names}) VALUES ({places})", rows)
        for sql in connection.ops.sequence_reset_sql(no_style(), _models()):
            cursor.execute(sql)
    return copy.deepcopy(made)


def _models():
    everything = apps.get_models(include_auto_created=True)
    return [
        m
        for m in everything
        if m._meta.managed and not m._meta.proxy and m._meta.db_table not in KEPT_BY_MIGRATIONS
    ]


def _rows() -> dict[str, tuple[list[str], list[tuple]]]:
    found = {}
    with closing(connection.cursor()) as cursor:
        for model in _models():
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(model._meta.db_table)}")
            found[model._meta.db_table] = ([column[0] for column in cursor.description], cursor.fetchall())
    return found
