"""Writing many rows at once where the ORM has no way for it: counters that move by different steps."""

from collections import defaultdict
from collections.abc import Iterable

import orjson
from django.db import connection
from django.db.models import DateField, DateTimeField, F, JSONField

MANY = 500
PARAMETERS = 30_000  # of one statement; SQLite takes 32,766


class Counters:
    """Steps of counters and newest times of rows, gathered while a batch is written and then applied together."""

    def __init__(self):
        self.steps: dict = defaultdict(dict)
        self.touched: dict = defaultdict(set)

    def count(self, model, column: str, id: int, step: int, touch: bool = False, **newest) -> None:
        row = self.steps[model, column, touch, tuple(newest)].setdefault(id, {})
        row["step"] = row.get("step", 0) + step
        for name, moment in newest.items():
            if moment is not None and (row.get(name) is None or moment > row[name]):
                row[name] = moment

    def touch(self, model, ids: Iterable[int]) -> None:
        self.touched[model].update(ids)

    def apply(self) -> None:
        """In the transaction that is open. Rows are taken in the order of their ids, so that two writers don't wait
        for each other in a circle."""
        for (model, column, touched, newest), rows in self.steps.items():
            sets = [f"{column} = {column} + %s"] if column else []
            sets += ["version = version + 1"] if touched else []
            sets += [f"{n} = CASE WHEN {n} IS NULL OR {n} < %s THEN %s ELSE {n} END" for n in newest]
            times = [[moment(row.get(n)) for n in newest for _ in range(2)] for row in rows.values()]
            values = sorted(
                (id, [row["step"]] if column else [], when)
                for (id, row), when in zip(rows.items(), times, strict=True)
            )
            sql = f"UPDATE {model._meta.db_table} SET {', '.join(sets)} WHERE id = %s"
            execute_many(sql, [[*step, *when, id] for id, step, when in values])
        for model, ids in self.touched.items():
            touch(model, ids)


def touch(model, ids: Iterable[int]) -> None:
    ids = sorted(ids)
    for start in range(0, len(ids), MANY):
        model.objects.filter(pk__in=ids[start : start + MANY]).update(version=F("version") + 1)


def moment(value):
    """A time as the database driver takes it."""
    return None if value is None else connection.ops.adapt_datetimefield_value(value)


def execute_many(sql: str, values: list) -> None:
    if values:
        with connection.cursor() as cursor:
            cursor.executemany(sql, values)


def set_columns(model, columns: list[str], rows: list[list]) -> None:
    """Rows of [value per column …, id], written as they are."""
    sets = ", ".join(f"{name} = %s" for name in columns)
    execute_many(f"UPDATE {model._meta.db_table} SET {sets} WHERE {model._meta.pk.column} = %s", rows)


class Row:
    """A row to be: attributes are columns, as those of a model's object are, without what making one costs."""

    pk = None
    parent_id = None
    data: dict = {}


def insert(model, rows: list[dict], one_of: tuple[str, ...] = ()) -> list[int | None]:
    """New rows, as dicts of columns; the others get their fields' defaults. Returns their ids, in order.

    What bulk_create does, without making objects first, which takes most of its time. Where rows may be there already,
    `one_of` says which columns make them the same; those are left out, and have None for an id.
    """
    fields = [field for field in model._meta.concrete_fields if not field.primary_key]
    defaults = {field.attname: field.get_default() for field in fields}
    adapt = [(field.attname, _adapter(field)) for field in fields]
    ids: list[int | None] = []
    most = PARAMETERS // len(fields)
    for start in range(0, len(rows), most):
        some = rows[start : start + most]
        values: list = []
        for row in some:
            values += [
                change(row.get(n, defaults[n])) if change else row.get(n, defaults[n]) for n, change in adapt
            ]
        found = _insert(model, [field.column for field in fields], values, len(some), one_of)
        if one_of:
            by_columns = {key: id for id, *key in found for key in [tuple(key)]}
            ids += [by_columns.get(tuple(row.get(name) for name in one_of)) for row in some]
        else:
            ids += [id for (id,) in found]
    return ids


def _insert(model, names: list[str], values: list, rows: int, one_of: tuple[str, ...]) -> list[tuple]:
    places = ", ".join([f"({', '.join(['%s'] * len(names))})"] * rows)
    columns = ", ".join(f'"{name}"' for name in names)
    unless = "ON CONFLICT DO NOTHING" if one_of else ""
    back = ", ".join(f'"{name}"' for name in ("id", *one_of))
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {model._meta.db_table} ({columns}) VALUES {places} {unless} RETURNING {back}",
            values,
        )
        return cursor.fetchall()


def _adapter(field):
    if isinstance(field, DateTimeField):
        return moment
    if isinstance(field, DateField):
        return connection.ops.adapt_datefield_value
    return _json if isinstance(field, JSONField) else None


def _json(value) -> str:
    return orjson.dumps(value).decode()


def write_over(model, objects: list, fields: list[str]) -> None:
    """Update rows that exist, each to its own values; other columns stay as they are."""
    if objects:
        model.objects.bulk_create(objects, update_conflicts=True, unique_fields=["id"], update_fields=fields)


def upsert(model, unique: list[str], fields: list[str], rows: list[list]) -> None:
    """Write rows of [unique columns …, other fields …]; where one is there already, its other fields become these.

    Plain statements: these rows are as many as all others of an import together, and nobody needs them as objects.
    """
    names = ", ".join([*unique, *fields])
    values = ", ".join(["%s"] * (len(unique) + len(fields)))
    sets = ", ".join(f"{name} = excluded.{name}" for name in fields)
    conflict = f"ON CONFLICT ({', '.join(unique)}) DO UPDATE SET {sets}"
    execute_many(f"INSERT INTO {model._meta.db_table} ({names}) VALUES ({values}) {conflict}", rows)
