"""Kring as people run it (`kring serve`), and the floor beside it, in a place of the benchmark."""

from __future__ import annotations

import http.client
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

from bench import cpu
from bench.place import ROOT, Place


class Server:
    """One running command, ended with everything it started."""

    def __init__(self, place: Place, module: str, **environment: str):
        self.port = free_port()
        self.began = time.monotonic()
        self.log = open(place.data / f"{module}.log", "w+")  # noqa: SIM115  closed when it stops
        self.process = subprocess.Popen(
            [sys.executable, "-m", module],
            env=place.environment(KRING_PORT=str(self.port), **environment),
            stdout=self.log,
            stderr=subprocess.STDOUT,
            cwd=ROOT,
        )

    def wait(self, path: str, cookie: str = "", seconds: float = 60) -> float:
        """Wait for the first answer to `path`; returns the seconds since the start."""
        while True:
            connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=seconds)
            try:
                connection.request("GET", path, headers={"Cookie": cookie} if cookie else {})
                response = connection.getresponse()
                response.read()
                return time.monotonic() - self.began
            except OSError:
                if self.process.poll() is not None or time.monotonic() - self.began > seconds:
                    raise RuntimeError(f"It doesn't answer:\n{Path(self.log.name).read_text()}") from None
                time.sleep(0.01)
            finally:
                connection.close()

    def pids(self) -> list[int]:
        return [process.pid for process in cpu.tree(self.process.pid)]

    def stop(self) -> None:
        self.process.send_signal(signal.SIGTERM)
        try:
            self.process.wait(40)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        self.log.close()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.stop()


def free_port() -> int:
    """A port that is free together with the next one (the live server's)."""
    while True:
        with socket.socket() as one, socket.socket() as two:
            one.bind(("127.0.0.1", 0))
            port = one.getsockname()[1]
            try:
                two.bind(("127.0.0.1", port + 1))
            except (OSError, OverflowError):
                continue
            return port


def kring(place: Place) -> Server:
    return Server(place, "kring.project.serve")


def floor(place: Place, fragment: int) -> Server:
    return Server(place, "bench.floor", KRING_BENCH_FRAGMENT=str(fragment))
