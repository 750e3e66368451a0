"""SQLite: what a rebuild wrote in pieces is put together in steps."""

import pytest
from django.db import connection, transaction

from kring.core.search.engine import engine, sqlite

pytestmark = pytest.mark.skipif("connection.vendor != 'sqlite'")


def pieces() -> int:
    with connection.cursor() as cursor:
        return cursor.execute("SELECT count(DISTINCT segid) FROM search_words_idx").fetchone()[0]


def test_pieces_become_one_in_steps(transactional_db, monkeypatch):
    monkeypatch.setattr(sqlite, "PAGES", 2)
    with engine().in_bulk():
        for start in range(1, 2_000, 100):
            words = [[f"word{number}" for number in range(start, start + 100)]] * 2
            with transaction.atomic():
                engine().put([(id, (*words, [], ["wcontent"])) for id in range(start, start + 100)])
        assert pieces() == 20
        steps = []
        changed = sqlite._changed
        monkeypatch.setattr(sqlite, "_changed", lambda *args: steps.append(args) or changed(*args))
        engine().tidy()
    assert pieces() == 1 and len(steps) > 2
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO search_words(search_words) VALUES ('integrity-check')")
    assert engine().last() == 2_000
