"""The worker process: background tasks, and the housekeeping that nobody asks for.

It looks for work with one small read; the exclusive lock that claiming a task takes is asked for only when there is
something to claim, so that an idle worker is in nobody's way.
"""

from __future__ import annotations

import logging
import signal
import socket
import sys
import threading
import time
import uuid

from kring.project.family import die_with_parent
from kring.project.start import start_django

IDLE_SECONDS = 0.4
log = logging.getLogger("kring.worker")


def main() -> int:
    die_with_parent()
    start_django()
    return work()


def work() -> int:
    """Run until SIGTERM or SIGINT; the task at hand is finished first. A second signal doesn't wait for it."""
    from django.db import Error, close_old_connections
    from django_tasks_db.management.commands.db_worker import Worker

    from kring.core.live import heartbeat
    from kring.project.housekeeping import chores

    name = f"{socket.gethostname()[:30]}-{uuid.uuid4().hex[:12]}"
    tasks = Worker(
        queue_names=["*"],
        excluded_queue_names=[],
        interval=0,
        batch=True,  # returns when the queue is empty
        backend_name="default",
        startup_delay=False,
        max_tasks=20,  # then the chores get a turn, also while tasks keep coming
        worker_id=name,
    )
    stop = threading.Event()

    def asked_to_stop(signum, frame):
        if stop.is_set():
            sys.exit(1)
        stop.set()
        tasks.running = False

    signal.signal(signal.SIGTERM, asked_to_stop)
    signal.signal(signal.SIGINT, asked_to_stop)

    duties = chores()
    pulse = threading.Thread(target=heartbeat.keep_beating, args=(name, stop), daemon=True)
    pulse.start()
    while not stop.is_set():
        try:
            if waiting():
                tasks._run_tasks = 0
                tasks.run()
                idle = 0.0
            else:
                idle = IDLE_SECONDS
            for chore in duties:
                if not stop.is_set():
                    chore.when_due(time.monotonic())
        except Error:
            log.exception("the database didn't answer; trying again")
            idle = 5.0
        close_old_connections()
        stop.wait(idle)
    pulse.join(5)
    return 0


def waiting() -> bool:
    from django_tasks_db.models import DBTaskResult

    return DBTaskResult.objects.ready().order_by().exists()


if __name__ == "__main__":
    sys.exit(main())
