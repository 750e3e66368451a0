"""One moment of the database, for as long as an export reads: what is written meanwhile isn't seen, and nobody waits."""

from contextlib import contextmanager

from django.db import connection, transaction


@contextmanager
def one_moment():
    """A transaction that only reads. PostgreSQL is asked for a snapshot; SQLite gives every reader one."""
    if connection.in_atomic_block:  # a test's
        yield
    elif connection.vendor == "postgresql":
        with transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            yield
    else:
        mode = connection.transaction_mode
        connection.transaction_mode = "DEFERRED"  # the platform's own, IMMEDIATE, would keep all writers out
        try:
            with transaction.atomic():
                yield
        finally:
            connection.transaction_mode = mode
