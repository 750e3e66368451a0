"""The bus of a platform with several machines: a capped Redis (or Valkey) stream.

A stream and not pub/sub: it keeps the last minutes, so that a page that was away is told what it missed.
"""

from __future__ import annotations

import re

import orjson
import redis
from django.conf import settings

from kring.core.live.bus import MOST_AT_ONCE, Message

STREAM = f"kring:live:{settings.INSTALLATION}"  # two platforms may use one Redis
MOST_KEPT = 10_000
WAIT_MS = 1000


class RedisBus:
    def __init__(self, url: str):
        self.client = redis.Redis.from_url(url, socket_timeout=10, health_check_interval=30)

    def publish(self, message: Message) -> None:
        self.client.xadd(STREAM, {"m": orjson.dumps(message)}, maxlen=MOST_KEPT, approximate=True)

    def latest(self) -> str:
        newest = _decoded(self.client.xrevrange(STREAM, count=1))
        return newest[0][0] if newest else "0-0"

    def since(self, after: str) -> list[tuple[str, Message]]:
        return _decoded(self.client.xrange(STREAM, min=f"({valid(after)}", count=MOST_AT_ONCE))

    def follow(self, after: str) -> RedisFollower:
        return RedisFollower(self.client, valid(after))

    def prune(self) -> None:
        pass  # the stream is capped


class RedisFollower:
    def __init__(self, client: redis.Redis, after: str):
        self.client, self.after = client, after

    def next(self) -> list[tuple[str, Message]]:
        answer = self.client.xread({STREAM: self.after}, count=MOST_AT_ONCE, block=WAIT_MS)
        if not answer:
            return []
        rows = answer[0][1] if isinstance(answer, list) else next(iter(answer.values()))
        messages = _decoded(rows)
        self.after = messages[-1][0]
        return messages


def _decoded(rows) -> list[tuple[str, Message]]:
    return [(id.decode(), orjson.loads(fields[b"m"])) for id, fields in rows]


def valid(id: str) -> str:
    return id if re.fullmatch(r"\d{1,16}-\d{1,10}", id) else "0-0"
