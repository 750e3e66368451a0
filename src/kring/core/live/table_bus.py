"""The bus of a platform without a broker: rows of a small table, read five times a second while somebody listens."""

import time
from datetime import timedelta

from django.db import close_old_connections, connection, transaction
from django.utils import timezone

from kring.core.live.bus import KEEP_SECONDS, MOST_AT_ONCE, Message
from kring.core.live.models import LiveMessage

POLL_SECONDS = 0.2
IN_TURN = 5_271_009_001  # the number of a lock of PostgreSQL


class TableBus:
    def publish(self, message: Message, key: str = "") -> None:
        row = LiveMessage(payload=message, key=key or None)
        with transaction.atomic():
            if connection.vendor == "postgresql":
                # Ids are handed out before the commit. One writer at a time, so that no lower id ever comes after a higher.
                with connection.cursor() as cursor:
                    cursor.execute("SELECT pg_advisory_xact_lock(%s)", [IN_TURN])
            LiveMessage.objects.bulk_create([row], ignore_conflicts=bool(key))

    def latest(self) -> str:
        return str(_newest() or 0)

    def since(self, after: str) -> list[tuple[str, Message]] | None:
        rows = _read(number(after), MOST_AT_ONCE + 1)
        if len(rows) > MOST_AT_ONCE or (number(after) and not LiveMessage.objects.filter(pk=after).exists()):
            return None
        return rows

    def ago(self, seconds: float) -> str:
        older = LiveMessage.objects.filter(created_at__lt=timezone.now() - timedelta(seconds=seconds))
        return str(older.order_by("-created_at").values_list("pk", flat=True).first() or 0)

    def follow(self, after: str) -> "TableFollower":
        return TableFollower(number(after))

    def prune(self) -> None:
        old = timezone.now() - timedelta(seconds=KEEP_SECONDS)
        # The newest stays, so that `latest` doesn't fall back to nought.
        LiveMessage.objects.filter(created_at__lt=old).exclude(pk=_newest()).delete()


class TableFollower:
    def __init__(self, after: int):
        self.after = after

    def next(self) -> list[tuple[str, Message]]:
        time.sleep(POLL_SECONDS)
        close_old_connections()
        rows = _read(self.after, MOST_AT_ONCE)
        if rows:
            self.after = int(rows[-1][0])
        return rows


def _read(after: int, most: int) -> list[tuple[str, Message]]:
    rows = LiveMessage.objects.filter(pk__gt=after).order_by("pk").values_list("pk", "payload")[:most]
    return [(str(id), payload) for id, payload in rows]


def _newest() -> int | None:
    return LiveMessage.objects.order_by("-pk").values_list("pk", flat=True).first()


def number(id: str) -> int:
    return int(id) if id.isascii() and id.isdigit() and len(id) < 19 else 0
