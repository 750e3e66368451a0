"""Rows into tables as fast as the database takes them: indexes come after the rows."""

import json
import sqlite3
from collections.abc import Callable

from django.apps import apps
from django.db import connection, models
from django.utils import timezone

CHUNK = 2_000
WRITTEN = (
    "people.Person groups.Group groups.Membership content.Topic content.Content content.Content_topics content.Pin"
    " content.Comment reactions.Reaction activity.Event content.Reading follows.Follow bookmarks.Bookmark"
    " news.NewsDetails wiki.WikiPage questions.Answer votes.Vote files.File ideas.IdeaDetails ideas.Joining polls.Ballot"
    " polls.Option polls.Voter events.Details events.Answer thanks.ThanksDetails thanks.Thanked links.LinkDetails"
    " discussions.Summary albums.AlbumDetails documents.Folder documents.Version documents.Details"
).split()


def bulk():
    """The loader for the database in use: a context manager with `put`."""
    return PostgreSQL() if connection.vendor == "postgresql" else SQLite()


def model_of(label: str) -> type[models.Model]:
    if label == "content.Content_topics":
        return apps.get_model("content.Content").topics.through
    return apps.get_model(label)


def columns(model, names: list[str]) -> tuple[list[str], tuple]:
    """The table's columns, those given first; and the values of the others, which are their defaults."""
    given, rest, values = [], [], []
    fields = {field.attname: field for field in model._meta.concrete_fields}
    for name in names:
        given.append(fields.pop(name).column)
    for field in fields.values():
        if not isinstance(field, models.AutoField):
            rest.append(field.column)
            values.append(_plain(field))
    return given + rest, tuple(values)


def _plain(field):
    value = field.get_default()
    if isinstance(field, models.JSONField):
        return json.dumps(value)
    if isinstance(field, models.DateTimeField) and value is not None:
        return str(timezone.now().replace(tzinfo=None))
    return value


class SQLite:
    def __enter__(self):
        self.connection = sqlite3.connect(connection.settings_dict["NAME"], isolation_level=None)
        for pragma in (
            "journal_mode=OFF",
            "synchronous=OFF",
            "cache_size=-400000",
            "temp_store=MEMORY",
            "foreign_keys=OFF",
        ):
            self.connection.execute(f"PRAGMA {pragma}")
        names = ",".join(f"'{model_of(label)._meta.db_table}'" for label in WRITTEN)
        self.indexes = self.connection.execute(
            f"SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL AND tbl_name IN ({names})"
        ).fetchall()
        for name, _ in self.indexes:
            self.connection.execute(f'DROP INDEX "{name}"')
        self.connection.execute("BEGIN")
        self.buffers = []
        return self

    def put(self, label: str, names: str) -> Callable[[tuple], None]:
        model = model_of(label)
        every, rest = columns(model, names.split())
        marks = ",".join("?" * len(every))
        sql = f"INSERT INTO {model._meta.db_table} ({','.join(f'{chr(34)}{c}{chr(34)}' for c in every)}) VALUES ({marks})"
        buffer: list[tuple] = []
        self.buffers.append((sql, buffer))
        execute = self.connection.executemany

        def put(row: tuple) -> None:
            buffer.append(row + rest)
            if len(buffer) >= CHUNK:
                execute(sql, buffer)
                buffer.clear()

        return put

    def __exit__(self, failed, *_):
        if not failed:
            for sql, buffer in self.buffers:
                self.connection.executemany(sql, buffer)
            self.connection.execute("COMMIT")
            for _, sql in self.indexes:
                self.connection.execute(sql)
            self.connection.execute("ANALYZE")
            self.connection.execute("PRAGMA journal_mode=WAL")
        self.connection.close()


class PostgreSQL:
    """One COPY a table, each on a connection of its own, because the rows of all tables come mixed."""

    def __enter__(self):
        import psycopg

        self.own = psycopg.connect(self._address(), autocommit=True)
        self.tables = [model_of(label)._meta.db_table for label in WRITTEN]
        self.again = self._without_indexes()
        self.copies = []
        return self

    @staticmethod
    def _address() -> str:
        from psycopg.conninfo import make_conninfo

        kept = {
            k: v
            for k, v in connection.get_connection_params().items()
            if k in ("dbname", "user", "password", "host", "port")
        }
        return make_conninfo(**kept)

    def _without_indexes(self) -> list[str]:
        """Drop constraints (keys apart) and indexes; returns the statements that make them again."""
        constraints = self.own.execute(
            "SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid) FROM pg_constraint"
            " WHERE conrelid = ANY(%s::regclass[]) AND contype IN ('f', 'u') ORDER BY contype = 'u'",
            [self.tables],
        ).fetchall()
        for table, name, _ in constraints:
            self.own.execute(f'ALTER TABLE {table} DROP CONSTRAINT "{name}" CASCADE')
        indexes = self.own.execute(
            "SELECT indexname, indexdef FROM pg_indexes WHERE tablename = ANY(%s) AND indexname NOT IN"
            " (SELECT conname FROM pg_constraint WHERE contype = 'p')",
            [self.tables],
        ).fetchall()
        for name, _ in indexes:
            self.own.execute(f'DROP INDEX "{name}"')
        unique = [
            f'ALTER TABLE {t} ADD CONSTRAINT "{n}" {d}' for t, n, d in constraints if d.startswith("UNIQUE")
        ]
        foreign = [
            f'ALTER TABLE {t} ADD CONSTRAINT "{n}" {d}'
            for t, n, d in constraints
            if not d.startswith("UNIQUE")
        ]
        return [definition for _, definition in indexes] + unique + foreign

    def put(self, label: str, names: str) -> Callable[[tuple], None]:
        import psycopg

        model = model_of(label)
        every, rest = columns(model, names.split())
        other = psycopg.connect(self._address())
        context = other.cursor().copy(
            f"COPY {model._meta.db_table} ({','.join(f'{chr(34)}{c}{chr(34)}' for c in every)}) FROM STDIN"
        )
        copy = context.__enter__()
        self.copies.append((other, context))
        write = copy.write_row
        return lambda row: write(row + rest)

    def __exit__(self, failed, *details):
        for other, context in self.copies:
            context.__exit__(failed, *details)
            other.rollback() if failed else other.commit()
            other.close()
        if not failed:
            self.own.execute("SET maintenance_work_mem = '512MB'")
            for statement in self.again:
                self.own.execute(statement)
            numbered = [m for m in map(model_of, WRITTEN) if isinstance(m._meta.pk, models.AutoField)]
            for table in (model._meta.db_table for model in numbered):
                self.own.execute(
                    f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), (SELECT max(id) FROM {table}) + 1)"
                )
            self.own.execute("VACUUM ANALYZE")
        self.own.close()
