"""The pages process of `kring serve`: granian's own parent, which imports no application, and a process that does."""

import gc

from granian import Granian
from granian.constants import HTTPModes, Interfaces
from granian.http import HTTP1Settings
from granian.log import LogLevels

from kring.project import config as configuration
from kring.project.family import die_with_parent, wait_until_ready

STOP_SECONDS = 20
WAITING_ROOM = 28
"""Threads beside those at work: each holds somebody who sends or receives slowly (see turnstile.py)."""
RARELY = 25_000, 20, 50
"""When Python looks for circles of objects: drawing one page makes thousands of objects, and hardly a circle."""


def main() -> None:
    die_with_parent()
    config = configuration.read()
    Granian(
        "kring.project.wsgi:application",
        address=config.host,
        port=config.port,
        interface=Interfaces.WSGI,
        http=HTTPModes.http1,
        workers=config.processes,
        blocking_threads=configuration.threads(config) + WAITING_ROOM,
        blocking_threads_idle_timeout=60,
        backlog=2048,
        backpressure=1024,
        http1_settings=HTTP1Settings(header_read_timeout=15_000),
        log_level=LogLevels.error,
        log_access=False,
        respawn_failed_workers=True,
        workers_kill_timeout=STOP_SECONDS,
    ).serve(target_loader=load, wrap_loader=False)


def load():
    """Runs in the process that answers. Importing comes first: it takes the time in which the database is prepared."""
    die_with_parent()
    from kring.project.start import start_django

    start_django(pool=True)
    from django.conf import settings
    from django.urls import get_resolver

    get_resolver(settings.ROOT_URLCONF).url_patterns  # noqa: B018  imports all views
    wait_until_ready()
    from kring.project.wsgi import application

    gc.collect()
    gc.freeze()  # what was imported stays: nobody need look at it again for what may go
    gc.set_threshold(*RARELY)
    return application


if __name__ == "__main__":
    main()
