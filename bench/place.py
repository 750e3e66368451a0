"""Where a world lives: a data folder under `build/bench/` (or KRING_BENCH_DATA), and its database."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BUILD = Path(os.environ.get("KRING_BENCH_DATA") or ROOT / "build" / "bench")
MADE_BY = ("kinds.py", "newer_kinds.py", "sizes.py", "text.py", "world.py")


@dataclass
class Place:
    """One world in one kind of database ("sqlite" or "postgresql"); made when it isn't there yet."""

    world: str
    database: str
    marks: dict = field(default_factory=dict)

    @property
    def data(self) -> Path:
        return BUILD / f"{self.world}-{self.database}"

    @property
    def name(self) -> str:
        """The PostgreSQL database's."""
        return f"kring_bench_{self.world}"

    def environment(self, **more: str) -> dict[str, str]:
        """What a Kring process of this place needs; nothing of the caller's own Kring gets in."""
        clean = {k: v for k, v in os.environ.items() if not k.startswith(("KRING_", "DJANGO_"))}
        url = os.environ.get("KRING_BENCH_POSTGRES", "postgres://") + "/" + self.name
        return {
            **clean,
            "PYTHONPATH": os.pathsep.join((str(ROOT), str(ROOT / "src"))),
            "KRING_DATA": str(self.data),
            "KRING_DATABASE_URL": url if self.database == "postgresql" else "",
            **more,
        }

    def step(self, name: str, *arguments) -> dict:
        """Run a step of prepare.py inside this place."""
        command = [sys.executable, "-m", "bench.prepare", name, *map(str, arguments)]
        done = subprocess.run(
            command,
            env=self.environment(KRING_LOG_LEVEL="WARNING"),
            stdout=subprocess.PIPE,
            check=True,
            cwd=ROOT,
        )
        return json.loads(done.stdout.splitlines()[-1])

    def make(self) -> None:
        """Fill the database, unless the same world is there from an earlier run."""
        kept = self.data / "marks.json"
        if (
            kept.is_file()
            and (found := json.loads(kept.read_text())).get("made_by") == _made_by()
            and self._there()
        ):
            self.marks = found
        else:
            self.remove()
            self.data.mkdir(parents=True)
            if self.database == "postgresql":
                self._admin(f'CREATE DATABASE "{self.name}"')
            self.step("migrate")
            self.marks = {**self.step("load", self.world), "made_by": _made_by()}
            kept.write_text(json.dumps(self.marks))
        self.step("migrate")

    def remove(self) -> None:
        shutil.rmtree(self.data, ignore_errors=True)
        if self.database == "postgresql":
            self._admin(f'DROP DATABASE IF EXISTS "{self.name}" WITH (FORCE)')

    def _there(self) -> bool:
        if self.database == "sqlite":
            return (self.data / "kring.sqlite3").is_file()
        return bool(self._admin("SELECT 1 FROM pg_database WHERE datname = %s", self.name))

    @staticmethod
    def _admin(sql: str, *parameters):
        import psycopg

        url = os.environ.get("KRING_BENCH_POSTGRES", "postgres://") + "/postgres"
        with psycopg.connect(url.replace("postgres://", "postgresql://"), autocommit=True) as connection:
            done = connection.execute(sql, parameters or None)
            return done.fetchall() if done.description else None


def _made_by() -> str:
    """Changes when the worlds would come out differently."""
    seen = hashlib.sha256()
    for name in MADE_BY:
        seen.update((Path(__file__).parent / name).read_bytes())
    return seen.hexdigest()[:16]
