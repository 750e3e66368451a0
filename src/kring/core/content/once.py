"""A form sent twice writes once, also when both arrive at the same moment."""

from collections.abc import Callable
from typing import TypeVar

from django.db import IntegrityError, transaction

T = TypeVar("T")


def once(find: Callable[[], T | None], write: Callable[[], T]) -> T:
    """What `find` returns, else what `write` makes, in one transaction. Where somebody else was just ahead with the same
    unique token, the database refuses the second row, and it is the first one that is returned."""
    if same := find():
        return same
    try:
        with transaction.atomic():
            return write()
    except IntegrityError:
        if same := find():
            return same
        raise
