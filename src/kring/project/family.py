"""What the processes of `kring serve` owe each other: a child never outlives its parent, and waits until it may work."""

import ctypes
import os
import signal
import sys
import threading
import time

READY_FD = "KRING_READY_FD"
SET_PARENT_DEATH_SIGNAL = 1  # PR_SET_PDEATHSIG of linux/prctl.h


def die_with_parent() -> None:
    """Have the kernel end this process when its parent is gone, also when that was killed outright.

    Call it in the process itself, right at its start: the wish isn't inherited over a fork.
    """
    parent = os.getppid()
    if sys.platform == "linux":
        ctypes.CDLL(None, use_errno=True).prctl(SET_PARENT_DEATH_SIGNAL, signal.SIGKILL)
        if os.getppid() != parent:  # it went away just before we asked
            os._exit(1)
    else:
        threading.Thread(target=_watch, args=(parent,), daemon=True).start()


def _watch(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(1)
    os._exit(1)


def wait_until_ready() -> None:
    """Block until the parent has prepared the database: it closes its end of the pipe then, which reads as the end."""
    number = os.environ.pop(READY_FD, "")
    if number:
        os.read(int(number), 1)
        os.close(int(number))
