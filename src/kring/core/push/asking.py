"""One message to one push service, encrypted for its device (RFC 8291) and signed by us (RFC 8292)."""

from __future__ import annotations

import threading
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

import structlog
from pywebpush import WebPusher, WebPushException

from kring.core.push import keys
from kring.core.push.direct import Direct
from kring.core.push.endpoints import may_ask

log = structlog.get_logger("kring.push")
LONGEST_PAUSE = 6 * 3600
_own = threading.local()


@dataclass(frozen=True)
class Answer:
    """`status` 0: nobody answered, or not in time. `pause`: seconds that the service asked for."""

    status: int
    pause: int = 0

    @property
    def arrived(self) -> bool:
        return 200 <= self.status < 300

    @property
    def gone(self) -> bool:
        return self.status in (404, 410)

    @property
    def later(self) -> bool:
        return self.status in (0, 408, 429) or self.status >= 500


def ask(key, subscription: dict, payload: bytes, headers: dict[str, str]) -> Answer:
    """Send it, signed with `key`. Runs in a thread of its own: no database."""
    endpoint = subscription["endpoint"]
    if not may_ask(endpoint):
        return Answer(410)
    try:
        headers = headers | keys.signed(key, endpoint)
        response = WebPusher(subscription, requests_session=_session()).send(payload, headers)
        return Answer(response.status_code, _pause(response.headers.get("Retry-After", "")))
    except (OSError, WebPushException, ValueError) as problem:  # requests' own are OSErrors
        log.info("a push service can't be reached", host=endpoint.split("/")[2], problem=str(problem)[:200])
        return Answer(0 if isinstance(problem, OSError) else 410)


def _session() -> Direct:
    if not hasattr(_own, "session"):
        _own.session = Direct()
    return _own.session


def _pause(text: str) -> int:
    """Retry-After: seconds, or a date."""
    try:
        if text.isdecimal():
            seconds = int(text[:9])
        else:
            seconds = int((parsedate_to_datetime(text) - datetime.now(UTC)).total_seconds()) if text else 0
    except (TypeError, ValueError):
        return 0
    return max(0, min(seconds, LONGEST_PAUSE))
