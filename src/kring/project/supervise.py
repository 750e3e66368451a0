"""A light parent of long-running children: starts them, restarts what dies, stops them all together.

It imports neither Django nor a server, so that it costs next to nothing while it waits.
"""

from __future__ import annotations

import os
import select
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field

STOP_SECONDS = 30
SHORTEST_WAIT, LONGEST_WAIT, HEALTHY_AFTER = 0.5, 30.0, 60.0


@dataclass
class Child:
    name: str
    module: str
    pass_fds: tuple[int, ...] = ()
    environment: dict[str, str] = field(default_factory=dict)
    process: subprocess.Popen | None = None
    started: float = 0.0
    start_at: float = 0.0
    wait: float = SHORTEST_WAIT

    def start(self) -> None:
        """Start in a process group of its own, so that Ctrl+C reaches only the parent, which passes it on once."""
        self.started = time.monotonic()
        self.process = subprocess.Popen(
            [sys.executable, "-m", self.module],
            env={**os.environ, **self.environment},
            pass_fds=self.pass_fds,
            process_group=0,
        )
        # A child that is started again later needn't wait for anything.
        self.pass_fds, self.environment = (), {}

    def running(self) -> bool:
        return self.process is not None and self.process.poll() is None

    def tell(self, signum: int) -> None:
        if self.process is not None:
            try:
                os.killpg(self.process.pid, signum)
            except ProcessLookupError:
                pass


class Supervisor:
    """Runs children until SIGTERM or SIGINT; a second signal ends them at once."""

    def __init__(self, say: Callable[[str], None] = print):
        self.children: list[Child] = []
        self.say = say
        self.signals = 0
        self._wake, self._waker = os.pipe()
        os.set_blocking(self._wake, False)
        os.set_blocking(self._waker, False)
        signal.set_wakeup_fd(self._waker, warn_on_full_buffer=False)
        for signum in (signal.SIGTERM, signal.SIGINT):
            signal.signal(signum, self._asked_to_stop)
        signal.signal(signal.SIGCHLD, lambda *_: None)

    @property
    def stopping(self) -> bool:
        return self.signals > 0

    def _asked_to_stop(self, signum, frame) -> None:
        self.signals += 1

    def start(self, child: Child) -> Child:
        self.children.append(child)
        child.start()
        return child

    def nap(self, seconds: float) -> None:
        """Sleep, but wake at once for a signal or the end of a child."""
        if select.select([self._wake], [], [], max(0.0, seconds))[0]:
            os.read(self._wake, 512)

    def watch(self) -> int:
        """Keep the children alive until asked to stop; returns the exit status."""
        while not self.stopping:
            self.nap(min([self._tend(child) for child in self.children], default=60.0))
        return self.stop()

    def _tend(self, child: Child) -> float:
        """Restart `child` if it is down and has waited long enough; returns the seconds until it needs attention."""
        now = time.monotonic()
        if child.running():
            return 60.0
        if child.process is not None:
            lived, status = now - child.started, child.process.returncode
            child.tell(signal.SIGKILL)  # what it left behind in its group
            child.process = None
            child.wait = SHORTEST_WAIT if lived > HEALTHY_AFTER else child.wait
            child.start_at = now + child.wait
            self.say(
                f"The {child.name} process ended ({_how(status)}); starting it again in {child.wait:g} s."
            )
            child.wait = min(child.wait * 2, LONGEST_WAIT)
        if now < child.start_at:
            return child.start_at - now
        child.start()
        return 60.0

    def stop(self, seconds: float = STOP_SECONDS) -> int:
        """Let every child finish what it is doing; whoever needs longer than `seconds` is ended."""
        asked = self.signals
        for child in self.children:
            child.tell(signal.SIGTERM)
        until = time.monotonic() + seconds
        while any(c.running() for c in self.children) and self.signals <= max(asked, 1):
            if time.monotonic() > until:
                break
            self.nap(0.2)
        late = [child for child in self.children if child.running()]
        for child in self.children:
            child.tell(signal.SIGKILL)
            if child.process is not None:
                child.process.wait()
        if late:
            self.say(f"Ended without waiting: {', '.join(child.name for child in late)}.")
        return 1 if late else 0


def _how(status: int) -> str:
    return signal.Signals(-status).name if status < 0 else f"status {status}"
