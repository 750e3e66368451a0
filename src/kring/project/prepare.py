"""Brings an installation up to date before it is served: tables first, then the files that browsers load."""

from __future__ import annotations

import hashlib
import sys
import time
from contextlib import contextmanager
from pathlib import Path

from kring.project.family import die_with_parent
from kring.project.start import start_django

MIGRATING = 5_281_706  # any number of our own


def main() -> int:
    from django.db import Error

    try:
        migrate()
        collect_static()
    except Error as error:
        print(f"The database can't be prepared: {str(error).strip()}", file=sys.stderr)
        return 1
    from kring.core.people.models import Person
    from kring.project.serve import EMPTY_PLATFORM

    return 0 if Person.objects.exists() else EMPTY_PLATFORM


def migrate(loud: bool = False) -> int:
    """Apply what is missing; returns how many migrations that were. Costs a few queries when nothing is."""
    from django.core.management import call_command
    from django.db import connection

    began = time.monotonic()
    waiting = unapplied(connection)
    if not waiting:
        return 0
    print(f"Preparing the database ({waiting} changes)…", flush=True)
    with alone(connection):
        # What the start of `kring serve` needs is quick; the checks of all settings are for `kring check`.
        call_command("migrate", interactive=False, verbosity=1 if loud else 0, skip_checks=True)
    print(f"The database is ready, after {time.monotonic() - began:.1f} s.", flush=True)
    return waiting


@contextmanager
def alone(connection):
    """Hold off other machines that start at the same moment. (A SQLite database has but one machine.)"""
    if connection.vendor != "postgresql":
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [MIGRATING])
        try:
            yield
        finally:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [MIGRATING])


def unapplied(connection) -> int:
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    return len(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def collect_static() -> None:
    """Put styles and scripts in the data folder, named by their contents and compressed, if any has changed."""
    from django.conf import settings
    from django.core.management import call_command

    if settings.DEBUG:
        return
    stamp = Path(settings.STATIC_ROOT) / ".collected"
    current = fingerprint()
    if stamp.is_file() and stamp.read_text() == current:
        return
    call_command("collectstatic", interactive=False, verbosity=0, skip_checks=True)
    stamp.write_text(current)


def fingerprint() -> str:
    """Changes when a file comes, goes or is edited; reads no file's contents."""
    from django.contrib.staticfiles.finders import get_finders

    seen = hashlib.sha256()
    for finder in get_finders():
        for path, storage in finder.list(ignore_patterns=[]):
            about = Path(storage.path(path)).stat()
            seen.update(f"{path}\0{about.st_mtime_ns}\0{about.st_size}\n".encode())
    return seen.hexdigest()


if __name__ == "__main__":
    die_with_parent()
    start_django()
    sys.exit(main())
