"""The bus of a platform without a broker: rows of a small table, read every half second while somebody listens."""

import time
from datetime import timedelta

from django.db import close_old_connections
from django.utils import timezone

from kring.core.live.bus import KEEP_SECONDS, MOST_AT_ONCE, Message
from kring.core.live.models import LiveMessage

POLL_SECONDS = 0.5
LATE_SECONDS = 5
"""PostgreSQL hands out ids before the commit: a lower id can appear after a higher one, at most this much later."""


class TableBus:
    def publish(self, message: Message) -> None:
        LiveMessage.objects.create(payload=message)

    def latest(self) -> str:
        return str(_newest() or 0)

    def since(self, after: str) -> list[tuple[str, Message]]:
        return _read(number(after))

    def follow(self, after: str) -> "TableFollower":
        return TableFollower(number(after))

    def prune(self) -> None:
        old = timezone.now() - timedelta(seconds=KEEP_SECONDS)
        # The newest stays, so that `latest` doesn't fall back to nought.
        LiveMessage.objects.filter(created_at__lt=old).exclude(pk=_newest()).delete()


class TableFollower:
    def __init__(self, after: int):
        self.after = after
        self.given: dict[int, float] = {}  # what was given out above `after`, and when

    def next(self) -> list[tuple[str, Message]]:
        time.sleep(POLL_SECONDS)
        close_old_connections()
        rows = _read(self.after)
        fresh = [(id, payload) for id, payload in rows if int(id) not in self.given]
        now = time.monotonic()
        self.given.update((int(id), now) for id, _ in fresh)
        settled = [id for id, when in self.given.items() if now - when > LATE_SECONDS]
        if len(rows) == MOST_AT_ONCE and not fresh:  # more than fits between `after` and what is new
            settled = list(self.given)
        if settled:
            self.after = max(settled)
            self.given = {id: when for id, when in self.given.items() if id > self.after}
        return fresh


def _read(after: int) -> list[tuple[str, Message]]:
    rows = LiveMessage.objects.filter(pk__gt=after).order_by("pk").values_list("pk", "payload")[:MOST_AT_ONCE]
    return [(str(id), payload) for id, payload in rows]


def _newest() -> int | None:
    return LiveMessage.objects.order_by("-pk").values_list("pk", flat=True).first()


def number(id: str) -> int:
    return int(id) if id.isascii() and id.isdigit() and len(id) < 19 else 0
