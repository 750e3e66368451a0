"""The live process of `kring serve`: one event loop that serves `/live/` on the port after the pages'.

Granian's embedded server, because its usual one waits at the end for all requests to be answered, and these are never:
here the streams are ended first, and then the server.
"""

from __future__ import annotations

import asyncio
import signal

from granian.constants import HTTPModes, Interfaces
from granian.log import LogLevels
from granian.server.embed import Server

from kring.project.family import die_with_parent
from kring.project.start import start_django


async def serve() -> None:
    from django.conf import settings

    from kring.core.live.server import LiveServer

    application = LiveServer()
    server = Server(
        application,
        address=settings.CONFIG.host,
        port=settings.CONFIG.port + 1,
        interface=Interfaces.ASGINL,
        http=HTTPModes.auto,
        websockets=False,
        backlog=2048,
        backpressure=20_000,
        log_level=LogLevels.error,
        log_access=False,
    )
    asked = asyncio.Event()
    for signum in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(signum, asked.set)
    serving = asyncio.create_task(server.serve())
    stopping = asyncio.create_task(asked.wait())
    await asyncio.wait({serving, stopping}, return_when=asyncio.FIRST_COMPLETED)
    if serving.done():
        serving.result()  # raises what went wrong
        return
    await application.hub.close()
    server.stop()
    await asyncio.wait({serving}, timeout=5)


if __name__ == "__main__":
    die_with_parent()
    start_django()
    asyncio.run(serve())
