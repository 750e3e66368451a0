"""The bus that carries news to open pages: a polled table by default, a Redis stream when KRING_REDIS_URL is set.

A message is a small dict with a `type` and the ids it is about; what it may say to whom is decided at delivery
(`audience.py`). Every message has an id, so that a page that was away can ask for what it missed; a "fleeting" one (who is
typing) is of no use later. Messages are published straight after the commit by the process that wrote, and once more by the
fan-out, in case that process was killed in between: what has the same `key` is on the bus once.
"""

from __future__ import annotations

from functools import cache
from typing import Any, Protocol

from django.conf import settings
from django.db import transaction

Message = dict[str, Any]
KEEP_SECONDS = 600
MOST_AT_ONCE = 500


class Follower(Protocol):
    def next(self) -> list[tuple[str, Message]]:
        """What came since the last call, oldest first; waits up to a second for something to come."""


class Bus(Protocol):
    def publish(self, message: Message, key: str = "") -> None: ...

    def latest(self) -> str:
        """The id of the newest message: what to follow from for who wants only what is still to come."""

    def since(self, after: str) -> list[tuple[str, Message]] | None:
        """All messages after the id `after`, oldest first; None where some of them are no longer kept, or they are more
        than `MOST_AT_ONCE`."""

    def ago(self, seconds: float) -> str:
        """An id before which everything is older than so many seconds."""

    def follow(self, after: str) -> Follower: ...

    def prune(self) -> None:
        """Drop what is older than `KEEP_SECONDS`."""


@cache
def bus() -> Bus:
    if settings.CONFIG.redis_url:
        from kring.core.live.redis_bus import RedisBus

        return RedisBus(settings.CONFIG.redis_url)
    from kring.core.live.table_bus import TableBus

    return TableBus()


def publish(message: Message, key: str = "") -> None:
    """Send `message` on when the transaction at hand has been committed; at once where there is none."""
    transaction.on_commit(lambda: bus().publish(message, key), robust=True)


def prune() -> None:
    bus().prune()
