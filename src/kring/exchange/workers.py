"""Processes that convert bodies beside the importer, so that both cores of a small machine have work.

They are started when there is enough to convert, end when the importer does (their input closes, also when it was
killed), and one that takes too long over a hostile body is replaced.
"""

import os
import queue
import struct
import subprocess
import sys
import threading
from collections.abc import Callable
from concurrent.futures import Future

import orjson

from kring.exchange.conversion import convert_all

PATIENCE = 30  # seconds for one list of bodies
SMALL_TEXT = 20_000  # a longer one may be hostile, so it isn't converted in the importer itself
FEW = 200_000  # characters; below that starting processes costs more than it brings
CHUNK = 60_000

Result = list[str] | None


class Converter:
    def __init__(self, processes: int | None = None):
        self.processes = processes or min(os.cpu_count() or 1, 8)
        self.seen = 0
        self.todo: queue.SimpleQueue = queue.SimpleQueue()
        self.threads: list[threading.Thread] = []

    def submit(self, bodies: list[list[str]]) -> Callable[[], list[Result]]:
        """Convert [source, format] pairs; the answer is called to wait for [html, excerpt] of each."""
        self.seen += sum(len(source) for source, _ in bodies)
        if not self.threads and self.seen < FEW and all(len(source) < SMALL_TEXT for source, _ in bodies):
            done = convert_all(bodies)
            return lambda: done
        self._start()
        futures = [self._send(chunk) for chunk in chunks(bodies)]
        return lambda: [result for future in futures for result in future.result()]

    def _start(self) -> None:
        while len(self.threads) < self.processes:
            thread = threading.Thread(target=self._serve, daemon=True)
            thread.start()
            self.threads.append(thread)

    def _send(self, chunk) -> Future:
        future: Future = Future()
        self.todo.put((chunk, future))
        return future

    def _serve(self) -> None:
        worker = Worker()
        while (task := self.todo.get()) is not None:
            chunk, future = task
            answer = worker.ask(chunk)
            if answer is None:  # it took too long, or ended: one by one, so that only the guilty body is lost
                answer = []
                for body in chunk:
                    answer += worker.ask([body]) or [None]
            future.set_result(answer)
        worker.end()

    def close(self) -> None:
        for _ in self.threads:
            self.todo.put(None)
        for thread in self.threads:
            thread.join()
        self.threads.clear()

    def __enter__(self):
        return self

    def __exit__(self, *_exception) -> None:
        self.close()


class Worker:
    """One process; a new one takes its place when it was ended."""

    process: subprocess.Popen | None = None

    def ask(self, bodies) -> list[Result] | None:
        if self.process is None:
            command = [sys.executable, "-m", "kring.exchange.conversion"]
            self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        timer = threading.Timer(PATIENCE, self.process.kill)
        timer.start()
        try:
            question = orjson.dumps(bodies)
            self.process.stdin.write(struct.pack("!I", len(question)) + question)
            self.process.stdin.flush()
            head = self.process.stdout.read(4)
            answer = self.process.stdout.read(struct.unpack("!I", head)[0])
            return orjson.loads(answer)
        except (OSError, struct.error, orjson.JSONDecodeError):
            self.end()
            return None
        finally:
            timer.cancel()

    def end(self) -> None:
        if self.process is not None:
            process, self.process = self.process, None
            try:
                process.stdin.close()
            except OSError:
                pass
            process.stdout.close()
            process.wait()


def chunks(bodies: list[list[str]]):
    """Lists of about CHUNK characters."""
    chunk, size = [], 0
    for body in bodies:
        chunk.append(body)
        size += len(body[0])
        if size > CHUNK:
            yield chunk
            chunk, size = [], 0
    if chunk:
        yield chunk
