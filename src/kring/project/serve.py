"""`kring serve`: the database prepared, then pages, live and worker in one process tree.

Pages are started while the database is being prepared: importing takes longest, and a first visitor just waits in the
queue of the socket for the second that it lasts.
"""

from __future__ import annotations

import http.client
import os
import socket
import sys
import time

from kring import __version__
from kring.project import config as configuration
from kring.project.family import READY_FD
from kring.project.production import problems
from kring.project.supervise import Child, Supervisor

EMPTY_PLATFORM = 3
"""Exit status of the preparing process: all is well, and nobody is there yet."""


def main() -> int:
    try:
        config = configuration.read()
        if wrong := problems(config):
            raise configuration.ConfigError("\n".join(wrong))
        ports_free(config)
        config.data.mkdir(parents=True, exist_ok=True)
    except (configuration.ConfigError, OSError) as error:
        print(f"Kring didn't start. {error}", file=sys.stderr)
        return 1
    engine = "PostgreSQL" if config.database_url else "SQLite"
    say(f"Kring {__version__}, with {engine}; data in {config.data.absolute()}")

    supervisor = Supervisor(say)
    ready, tell = os.pipe()
    pages = Child("pages", "kring.project.pages", (ready,), {READY_FD: str(ready)})
    supervisor.start(pages)
    os.close(ready)

    outcome = prepare(supervisor)
    if outcome not in (0, EMPTY_PLATFORM) or supervisor.stopping:
        status = supervisor.stop(5)
        return status if supervisor.stopping else 1
    os.close(tell)
    if not wait_for_page(supervisor, pages, config):
        supervisor.stop(5)
        return 0 if supervisor.stopping else 1
    say(f"Open {address(config)}")
    if outcome == EMPTY_PLATFORM:
        say("Nobody is here yet. Make the first manager, in another window: kring create-manager")
    say("Stop with Ctrl+C.")
    supervisor.start(Child("live", "kring.project.live"))
    supervisor.start(Child("worker", "kring.project.worker"))
    if config.mail_in:
        supervisor.start(Child("letterbox", "kring.project.letterbox"))
    status = supervisor.watch()
    say("Kring has stopped.")
    return status


def say(words: str) -> None:
    print(words, flush=True)


def address(config) -> str:
    return (config.url or f"http://localhost:{config.port}").rstrip("/") + "/"


def ports_free(config) -> None:
    """Raise `ConfigError` when one of our two ports is taken: the servers themselves would share it silently."""
    for port in (config.port, config.port + 1):
        family = socket.AF_INET6 if ":" in config.host else socket.AF_INET
        with socket.socket(family, socket.SOCK_STREAM) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((config.host, port))
                probe.listen(1)
            except OSError as error:
                raise configuration.ConfigError(
                    f"Port {port} on {config.host} can't be used ({error.strerror.lower()}): Kring needs port "
                    f"{config.port} for pages and {config.port + 1} for live updates. Choose another with --port."
                ) from None
            except OverflowError:
                raise configuration.ConfigError(
                    f"Port {port} doesn't exist; choose one below 65535."
                ) from None


def prepare(supervisor: Supervisor) -> int | None:
    """Bring the database up to date in a process that is gone afterwards, with the memory it needed."""
    child = Child("preparing", "kring.project.prepare")
    child.start()
    while child.running() and not supervisor.stopping:
        supervisor.nap(1)
    if child.running():  # asked to stop half-way: a migration finishes what it is in, or rolls back
        supervisor.children.append(child)
        return None
    return child.process.returncode


def wait_for_page(supervisor: Supervisor, pages: Child, config) -> bool:
    host = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(config.host, config.host)
    until = time.monotonic() + 60
    while pages.running() and not supervisor.stopping and time.monotonic() < until:
        connection = http.client.HTTPConnection(host, config.port, timeout=2)
        try:
            connection.request("GET", "/healthz")
            if connection.getresponse().status == 200:
                return True
        except OSError:
            pass
        finally:
            connection.close()
        supervisor.nap(0.05)
    if not supervisor.stopping:
        print("Kring didn't start: the pages don't answer; the lines above say why.", file=sys.stderr)
    return False


if __name__ == "__main__":
    sys.exit(main())
