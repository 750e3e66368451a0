"""Making room for others while something long is done that needs no database, such as shrinking a photo.

With SQLite one request is at work at a time (see project/turnstile.py). Whoever decodes a picture for half a second
steps aside, so that pages go on being made, and comes back in when it is done.
"""

import threading
from contextlib import contextmanager

from django.db import connection

_here = threading.local()


@contextmanager
def holding(turns):
    """This thread has its turn of `turns` (a semaphore) while the block runs."""
    _here.turns = turns
    try:
        yield
    finally:
        _here.turns = None


@contextmanager
def aside():
    """Others have the turn while the block runs. Does nothing where nobody waits in line, or in a transaction."""
    turns = getattr(_here, "turns", None)
    if turns is None or connection.in_atomic_block:
        yield
        return
    if connection.vendor != "sqlite":
        connection.close()  # back into the pool
    _here.turns = None
    turns.release()
    try:
        yield
    finally:
        turns.acquire()
        _here.turns = turns
