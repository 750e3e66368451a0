"""The bus of a platform with several machines: a capped Redis (or Valkey) stream.

A stream and not pub/sub: it keeps the last minutes, so that a page that was away is told what it missed.
"""

from __future__ import annotations

import re
import time

import orjson
import redis
from django.conf import settings

from kring.core.live.bus import KEEP_SECONDS, MOST_AT_ONCE, Message

STREAM = f"kring:live:{settings.INSTALLATION}"  # two platforms may use one Redis
MOST_KEPT = 10_000
WAIT_MS = 1000
ONCE = """if ARGV[2] == '' or redis.call('SET', KEYS[1] .. ':' .. ARGV[2], '1', 'NX', 'EX', ARGV[3]) then
    return redis.call('XADD', KEYS[1], 'MAXLEN', '~', ARGV[4], '*', 'm', ARGV[1]) end"""


class RedisBus:
    def __init__(self, url: str):
        self.client = redis.Redis.from_url(url, socket_timeout=10, health_check_interval=30)
        self.once = self.client.register_script(ONCE)

    def publish(self, message: Message, key: str = "") -> None:
        self.once([STREAM], [orjson.dumps(message), key, KEEP_SECONDS, MOST_KEPT])

    def latest(self) -> str:
        try:
            return self.client.xinfo_stream(STREAM)["last-generated-id"].decode()
        except redis.ResponseError:  # nothing was ever said
            return "0-0"

    def since(self, after: str) -> list[tuple[str, Message]] | None:
        after = valid(after)
        found = _decoded(self.client.xrange(STREAM, min=after, count=MOST_AT_ONCE + 2))
        if found and found[0][0] == after:
            found = found[1:]
        elif found and not self._kept(after):
            return None
        return found if len(found) <= MOST_AT_ONCE else None

    def _kept(self, after: str) -> bool:
        """Does the stream go back to `after`, an id that isn't that of a message (any more)?"""
        recent = number(after) > (time.time() - KEEP_SECONDS) * 1000
        return recent and self.client.xlen(STREAM) < MOST_KEPT

    def ago(self, seconds: float) -> str:
        return f"{int((time.time() - seconds) * 1000)}-0"

    def follow(self, after: str) -> RedisFollower:
        return RedisFollower(self.client, valid(after))

    def prune(self) -> None:
        oldest = int((time.time() - KEEP_SECONDS) * 1000)
        self.client.xtrim(STREAM, minid=oldest, approximate=True)


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


def number(id: str) -> int:
    """Its milliseconds."""
    return int(id.partition("-")[0])
