"""The floor: what a home page can't cost less than. A bare WSGI app on the same server, with the same options, that
looks up the session, reads the ids of the stream and my reactions with the bare driver, and joins ready-made fragments."""

from __future__ import annotations

import os
import threading
from http.cookies import SimpleCookie

FRAGMENT = 3_000  # characters; KRING_BENCH_FRAGMENT has those of a real card


def application():
    """The WSGI app; made in the process that answers, after Kring's settings told which statements it sends."""
    statements = queries()
    local = threading.local()
    filler = "x" * int(os.environ.get("KRING_BENCH_FRAGMENT", FRAGMENT))
    fragments: dict[int, str] = {}

    def app(environ, start_response):
        if not hasattr(local, "run"):
            local.run = connect()
        run = local.run
        key = SimpleCookie(environ.get("HTTP_COOKIE", ""))["kring_session"].value
        session = run(statements["session"], [key])[0]
        person = session[3]
        rows = run(statements["stream"], [*statements["parameters"], person, 21])
        ids = [row[0] for row in rows[:20]]
        marks = ",".join([statements["mark"]] * len(ids))
        mine = dict(run(statements["mine"].format(marks), [person, *ids]))
        parts = []
        for id in ids:
            if id not in fragments:
                fragments[id] = f'<article id="c-{id}">{filler}</article>'
            parts.append(fragments[id])
            parts.append(f"<b>{mine.get(id, '')}</b>")
        body = "".join(parts).encode()
        start_response(
            "200 OK", [("Content-Type", "text/html; charset=utf-8"), ("Content-Length", str(len(body)))]
        )
        return [body]

    return app


def queries() -> dict:
    """Kring's own statements for session and stream, and the one for my reactions."""
    from kring.project.start import start_django

    start_django()
    from django.db import connection

    from kring.core.content import stream
    from kring.core.people.middleware import look_up

    seen = {}
    original = stream.read_page
    stream.read_page = lambda sql, params, size: seen.update(sql=sql, params=params)
    try:
        stream.home(type("Somebody", (), {"pk": 0})())
    finally:
        stream.read_page = original
    mark = "%s" if connection.vendor == "postgresql" else "?"
    mine = "SELECT content_id, emoji FROM reactions_reaction WHERE person_id = %s AND comment_id IS NULL AND content_id IN ({})"
    found = {"session": look_up(), "stream": seen["sql"], "mine": mine}
    connection.close()
    return {
        **{name: sql.replace("%s", mark) for name, sql in found.items()},
        "parameters": seen["params"][:-2],
        "mark": mark,
    }


def connect():
    """A function that runs one statement on a connection of this thread's own."""
    from django.conf import settings

    config = settings.CONFIG
    if config.database_url:
        import psycopg

        known = settings.DATABASES["default"]
        names = {"dbname": "NAME", "user": "USER", "password": "PASSWORD", "host": "HOST", "port": "PORT"}
        given = {name: known[key] for name, key in names.items() if known.get(key)}
        connection = psycopg.connect(**given, autocommit=True)
        return lambda sql, parameters: connection.execute(sql, parameters).fetchall()
    import sqlite3

    connection = sqlite3.connect(config.data / "kring.sqlite3", isolation_level=None)
    connection.executescript(settings.DATABASES["default"]["OPTIONS"]["init_command"])
    return lambda sql, parameters: connection.execute(sql, parameters).fetchall()


def load():
    from kring.project.family import die_with_parent

    die_with_parent()
    return application()


def main() -> None:
    """Serve the floor as `kring serve` serves the pages."""
    from bench import floor
    from kring.project import pages

    pages.load = floor.load
    pages.main()


if __name__ == "__main__":
    main()
