"""The letterbox process of `kring serve`: takes mail in, by the way that KRING_MAIL_IN says. Started only when that is set."""

from __future__ import annotations

import logging
import signal
import sys
import threading

from kring.project.family import die_with_parent
from kring.project.start import start_django

RESTS = 30.0  # seconds between two looks into a mailbox, and after what arrived couldn't be taken
log = logging.getLogger("kring.letterbox")


def main() -> int:
    die_with_parent()
    start_django()
    from django.conf import settings

    from kring.core.letterbox.door import door

    stop, arrived = threading.Event(), threading.Event()
    for signum in (signal.SIGTERM, signal.SIGINT):
        signal.signal(signum, lambda *_: (stop.set(), arrived.set()))
    way = door(settings.CONFIG.mail_in)
    listener = listen(way, arrived) if way.listens else None
    try:
        work(stop, arrived, None if listener else way)
    finally:
        if listener:
            listener.stop()
    return 0


def listen(way, arrived: threading.Event):
    from kring.core.letterbox.listener import Listener

    listener = Listener(way, arrived.set)
    listener.start()
    log.info("mail comes in by %s at %s:%s", way.scheme.upper(), way.host, way.port)
    return listener


def work(stop: threading.Event, arrived: threading.Event, mailbox=None) -> None:
    """Until `stop`: look into the mailbox, if there is one, and take what waits, as soon as something has arrived."""
    from django.db import close_old_connections

    from kring.core.letterbox import taking
    from kring.core.letterbox.mailbox import fetch

    troubled = False
    while not stop.is_set():
        arrived.clear()
        try:
            while taking.take_due() and not stop.is_set():
                pass
            while mailbox and fetch(mailbox) and not stop.is_set():
                pass
            troubled = False
        except Exception as error:  # the database, or the mail server, is away: so much is known only here
            log.log(logging.DEBUG if troubled else logging.ERROR, "mail can't be taken in now: %s", error)
            troubled = True
        close_old_connections()
        arrived.wait(RESTS)


if __name__ == "__main__":
    sys.exit(main())
