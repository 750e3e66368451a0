"""The place's database seen from outside, while the servers run."""

from __future__ import annotations

import sqlite3
import time

from bench.place import Place

WAITING = """SELECT (SELECT count(*) FROM activity_event WHERE fanned_out_at IS NULL)
    + (SELECT count(*) FROM django_tasks_database_dbtaskresult WHERE status IN ('READY', 'RUNNING'))"""


class Database:
    def __init__(self, place: Place):
        if place.database == "postgresql":
            import psycopg

            url = place.environment()["KRING_DATABASE_URL"].replace("postgres://", "postgresql://")
            self.connection = psycopg.connect(url, autocommit=True, application_name="bench")
        else:
            self.connection = sqlite3.connect(place.data / "kring.sqlite3", isolation_level=None, timeout=30)
        self.place = place

    def outdate(self) -> None:
        """Every cached fragment of every person is out of date from now on."""
        self.connection.execute("UPDATE features_generation SET number = number + 1 WHERE id = 1")

    def wait_for_worker(self, seconds: float = 60) -> None:
        """Until nothing waits to be done after a write."""
        until = time.monotonic() + seconds
        while self.connection.execute(WAITING).fetchone()[0]:
            if time.monotonic() > until:
                raise RuntimeError("The worker doesn't keep up with what was written.")
            time.sleep(0.1)

    def pids(self) -> list[int]:
        """PostgreSQL's own processes for this database, without ours."""
        if self.place.database != "postgresql":
            return []
        rows = self.connection.execute(
            "SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND application_name <> 'bench'"
        )
        return [pid for (pid,) in rows.fetchall()]

    def size(self) -> int:
        if self.place.database == "postgresql":
            return self.connection.execute("SELECT pg_database_size(current_database())").fetchone()[0]
        return (self.place.data / "kring.sqlite3").stat().st_size

    def counts(self) -> dict[str, int]:
        tables = "content_content people_person groups_group content_comment reactions_reaction".split()
        return {
            table: self.connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in tables
        }
