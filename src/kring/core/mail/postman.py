"""The worker's postman: a thread beside its tasks, so that a slow mail server holds up nothing else."""

import threading
import time

import structlog
from django.db import connection

from kring.core.mail.sending import ServerTrouble, send_waiting

log = structlog.get_logger("kring.mail")
SHORTEST, LONGEST = 5.0, 300.0  # seconds to leave a mail server alone that doesn't answer
_at_work: threading.Thread | None = None
_rest_until = _pause = 0.0


def go() -> None:
    """Begin a round, unless one is under way or the server is being left alone. When the worker ends, the letter at hand is
    finished first."""
    global _at_work
    if time.monotonic() < _rest_until or (_at_work is not None and _at_work.is_alive()):
        return
    _at_work = threading.Thread(target=_round, name="postman")
    _at_work.start()


def _round() -> None:
    global _rest_until, _pause
    try:
        while send_waiting(stop=_worker_ends):
            pass
        _pause = 0.0
    except ServerTrouble as trouble:
        _pause = min(max(2 * _pause, SHORTEST), LONGEST)
        _rest_until = time.monotonic() + _pause
        log.warning("the mail server takes nothing", reason=str(trouble), again_in=_pause)
    except Exception:
        log.exception("mail couldn't be sent")
        _rest_until = time.monotonic() + SHORTEST
    finally:
        connection.close()


def _worker_ends() -> bool:
    return not threading.main_thread().is_alive()
