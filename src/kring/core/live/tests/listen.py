"""An event source for tests: what a browser's would receive."""

from __future__ import annotations

import contextlib
import http.client
import json
import socket
import threading
import time
from urllib.parse import urlsplit


class Listener:
    """Listens in a thread; `events` are (id, name, data), `ended` is set when the server ends the stream."""

    def __init__(self, url: str, session: str = "", **headers: str):
        parts = urlsplit(url)
        self.events: list[tuple[str, str, dict]] = []
        self.ended = threading.Event()
        self.line = http.client.HTTPConnection("127.0.0.1", parts.port, timeout=60)
        headers = {"Host": parts.netloc, **{name.replace("_", "-"): value for name, value in headers.items()}}
        if session:
            headers["Cookie"] = f"other=1; kring_session={session}"
        self.line.request(
            "GET", f"{parts.path}?{parts.query}" if parts.query else parts.path, headers=headers
        )
        self.socket = self.line.sock
        self.response = self.line.getresponse()
        self.status, self.headers = self.response.status, dict(self.response.getheaders())
        if self.status == 200:
            threading.Thread(target=self._read, daemon=True).start()
        else:
            self.response.read()
            self.line.close()

    def _read(self) -> None:
        event: dict[str, str] = {}
        try:
            while line := self.response.readline().decode():
                name, _, value = line.rstrip("\n").partition(": ")
                if line != "\n":
                    event[name] = value
                elif "data" in event:
                    data = json.loads(event["data"])
                    self.events.append((event.get("id", ""), data["type"], data))
                    event = {}
        except (OSError, ValueError, AttributeError):
            pass
        self.ended_at = time.time()
        self.ended.set()

    def heard(self, type: str) -> list[dict]:
        return [data for _, name, data in self.events if name == type]

    def contents(self) -> list[int]:
        return [data["content"] for _, name, data in self.events if name == "content.new"]

    def close(self) -> None:
        with contextlib.suppress(OSError):  # the other side was first
            self.socket.shutdown(
                socket.SHUT_RDWR
            )  # else closing waits until the reading thread hears something
        self.line.close()
