"""CPU seconds and memory of process trees, to the nanosecond where the system tells."""

from __future__ import annotations

import sys
import time

import psutil


def seconds(pid: int) -> float:
    """CPU seconds that a process has used, threads that are gone included; 0.0 where it is gone itself."""
    if sys.platform == "linux":
        try:
            return time.clock_gettime(((~pid) << 3) | 2)  # the kernel's number for “CPU clock of process pid”
        except OSError:
            pass
    try:
        used = psutil.Process(pid).cpu_times()
    except psutil.NoSuchProcess:
        return 0.0
    return used.user + used.system


def tree(pid: int) -> list[psutil.Process]:
    try:
        parent = psutil.Process(pid)
        return [parent, *parent.children(recursive=True)]
    except psutil.NoSuchProcess:
        return []


def memory(processes: list[psutil.Process]) -> tuple[int, int]:
    """(resident, proportional) bytes of all together; the second counts what they share once."""
    resident = proportional = 0
    for process in processes:
        try:
            about = process.memory_full_info()
        except (psutil.NoSuchProcess, psutil.AccessDenied):
            continue
        resident += about.rss
        proportional += getattr(about, "pss", about.rss)
    return resident, proportional


class Meter:
    """CPU used by a changing set of processes since `start`."""

    def __init__(self, pids):
        self.pids = pids  # a function: the processes may change
        self.start()

    def start(self) -> None:
        self.before = {pid: seconds(pid) for pid in self.pids()}

    def used(self) -> float:
        return sum(
            max(0.0, seconds(pid) - self.before.get(pid, 0.0))
            for pid in {*self.before, *self.pids()}
            if psutil.pid_exists(pid)
        )
