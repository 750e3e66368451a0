"""The live process of `kring serve`: one event loop that serves `/live/` on the port after the pages'."""

from __future__ import annotations

import asyncio
import resource
import signal

from kring.project.family import die_with_parent
from kring.project.start import start_django


async def serve() -> None:
    from django.conf import settings

    from kring.core.live.server import LiveServer

    live = LiveServer()
    server = await live.listen(settings.CONFIG.host, settings.CONFIG.port + 1)
    asked = asyncio.Event()
    for signum in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(signum, asked.set)
    await asked.wait()
    server.close()
    await live.hub.close()


def many_files() -> None:
    """Every open page is an open file; the usual limit of a thousand is meant for other programs."""
    _soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))


if __name__ == "__main__":
    die_with_parent()
    many_files()
    start_django()
    asyncio.run(serve())
