"""Many open pages in one process: `python -m bench.live_listeners HOST PORT QUERY`, session keys on the first line of its input.

Says on its output, as JSON lines: {"in": how many were let in, "seconds"}; then for each word on its input what moment
(monotonic, the same for all processes of a machine) each line heard it."""

from __future__ import annotations

import json
import select
import socket
import sys
import time

STEP = 200  # lines that are opened before the answers are read


def main() -> None:
    host, port, query = sys.argv[1], int(sys.argv[2]), sys.argv[3]
    keys = json.loads(sys.stdin.readline())
    poll, lines = select.epoll(), {}
    began = time.monotonic()
    for number, key in enumerate(keys):
        line = socket.create_connection((host, port), 30)
        line.sendall(
            f"GET /live/?{query} HTTP/1.1\r\nHost: localhost:{port}\r\nCookie: kring_session={key}\r\n\r\n".encode()
        )
        line.setblocking(False)
        lines[line.fileno()] = line
        poll.register(line.fileno(), select.EPOLLIN)
        if number % STEP == STEP - 1:
            time.sleep(0.02)
    found = heard(poll, lines, b'"type":"hello"', 120)
    print(json.dumps({"in": len(found), "seconds": time.monotonic() - began}), flush=True)
    for word in sys.stdin:
        found = heard(poll, lines, word.strip().encode(), 60)
        print(json.dumps(sorted(found)), flush=True)


def heard(poll, lines, word: bytes, seconds: float) -> list[float]:
    """When each line received `word`; ends when all have."""
    moments: dict[int, float] = {}
    rest: dict[int, bytes] = {}
    until = time.monotonic() + seconds
    while len(moments) < len(lines) and time.monotonic() < until:
        for number, _event in poll.poll(1):
            data = rest.pop(number, b"") + lines[number].recv(65536)
            if not data:
                poll.unregister(number)
            elif word in data:
                moments.setdefault(number, time.monotonic())
            else:
                rest[number] = data[-200:]
    return list(moments.values())


if __name__ == "__main__":
    main()
