"""A real `kring serve`, with its own data, for tests of what only processes can show."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Mapping
from contextlib import closing
from itertools import count
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psutil
import pytest

from kring.project.testing import database_url

NUMBERS = count()
QUIET = {"PATH", "PYTHONPATH", "HOME", "LANG", "TMPDIR", "PGOPTIONS", "SYSTEMROOT", "VIRTUAL_ENV"}


class Platform:
    """One installation: `start()`, `url`, `run("login-link", …)`, `python("…")`, `stop()`."""

    def __init__(self, data: Path, **settings: str):
        self.data, self.port = data, free_ports()
        self.url = f"http://localhost:{self.port}"
        self.live = f"http://localhost:{self.port + 1}/live/"
        self.environment = {name: value for name, value in os.environ.items() if name in QUIET}
        self.environment |= {
            "KRING_DATA": str(data),
            "KRING_PORT": str(self.port),
            "KRING_LANGUAGE": "en",
            "PYTHONUNBUFFERED": "1",
            "DJANGO_SETTINGS_MODULE": "kring.project.settings",
            **settings,
        }
        self.process: subprocess.Popen | None = None
        self.log = data / "serve.log"

    def start(self, wait: bool = True) -> Platform:
        self.process = subprocess.Popen(
            self.kring("serve"), env=self.environment, stdout=self.log.open("a"), stderr=subprocess.STDOUT
        )
        if wait:
            wait_for(lambda: "Stop with Ctrl+C." in self.words() or self.process.poll() is not None, 60)
            assert self.process.poll() is None, self.words()
            wait_for(lambda: self.get("/readyz")[0] == 200, 60)
        return self

    def words(self) -> str:
        return self.log.read_text() if self.log.exists() else ""

    def kring(self, *arguments: str) -> list[str]:
        return [sys.executable, "-m", "kring.project.cli", *arguments]

    def run(self, *arguments: str, ok: bool = True, **settings: str) -> subprocess.CompletedProcess:
        done = subprocess.run(
            self.kring(*arguments),
            env=self.environment | settings,
            capture_output=True,
            text=True,
            timeout=120,
        )
        assert not ok or done.returncode == 0, done.stdout + done.stderr
        return done

    def python(self, code: str) -> str:
        """Run `code` with Django started, in this installation; returns what it prints."""
        code = "from kring.project.start import start_django\nstart_django()\n" + code
        done = subprocess.run(
            [sys.executable, "-c", code], env=self.environment, capture_output=True, text=True, timeout=120
        )
        assert done.returncode == 0, done.stderr
        return done.stdout.strip()

    def get(
        self, path: str, headers: dict | None = None, timeout: float = 30
    ) -> tuple[int, str, Mapping[str, str]]:
        """(status, text, headers); status 0 where nobody answers."""
        request = urllib.request.Request(self.url + path, headers=headers or {})
        try:
            with urllib.request.urlopen(request, timeout=timeout) as response:
                return response.status, response.read().decode(), response.headers
        except urllib.error.HTTPError as error:
            return error.code, error.read().decode(), error.headers
        except OSError:
            return 0, "", {}

    def tree(self) -> list[psutil.Process]:
        parent = psutil.Process(self.process.pid)
        return [parent, *parent.children(recursive=True)]

    def child(self, module: str) -> psutil.Process:
        """The process that the supervisor started for `module`, such as "worker"."""
        found = [
            p for p in psutil.Process(self.process.pid).children() if p.cmdline()[-1].endswith(f".{module}")
        ]
        assert found, f"{module} isn't running"
        return found[0]

    def stop(self, signum: int = signal.SIGTERM) -> int | None:
        if self.process is None:
            return None
        if self.process.poll() is None:
            self.process.send_signal(signum)
        try:
            return self.process.wait(60)
        except subprocess.TimeoutExpired:
            for process in self.tree():
                process.kill()
            raise


def free_ports() -> int:
    """A port that is free, as is the one after it."""
    while True:
        with closing(socket.socket()) as one:
            one.bind(("127.0.0.1", 0))
            port = one.getsockname()[1]
            try:
                with closing(socket.socket()) as two:
                    two.bind(("127.0.0.1", port + 1))
                    return port
            except (OSError, OverflowError):
                continue


def wait_for(condition, seconds: float = 15):
    """Return the first true value of `condition()`; fail after `seconds`, or more where others are at work here."""
    until = time.monotonic() + seconds * busy()
    while time.monotonic() < until:
        if value := condition():
            return value
        time.sleep(0.05)
    raise AssertionError(f"didn't happen within {seconds:g} s")


def busy() -> float:
    """How many processes want each core of this machine; at least 1."""
    return max(1.0, os.getloadavg()[0] / (os.cpu_count() or 1))


def fresh_database(name: str, template: str = "template1") -> str:
    """The address of a new database for a server of its own, empty or like another; "" for SQLite."""
    if not (server := database_url()):
        return ""
    import psycopg

    parts = urlsplit(server)
    with psycopg.connect(
        urlunsplit(parts._replace(scheme="postgresql", query="")), autocommit=True
    ) as connection:
        connection.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
        connection.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
    return urlunsplit(parts._replace(path=f"/{name}", query=""))


def drop_database(name: str) -> None:
    if server := database_url():
        import psycopg

        parts = urlsplit(server)
        with psycopg.connect(
            urlunsplit(parts._replace(scheme="postgresql", query="")), autocommit=True
        ) as connection:
            connection.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


@pytest.fixture(scope="session")
def prepared(tmp_path_factory, worker_id):
    """The folder, and the name of the database, of a platform that was started once: others begin as its copy."""
    name = f"kring_test_{os.getpid()}_{worker_id}_prepared"
    platform = Platform(tmp_path_factory.mktemp("prepared"), KRING_DATABASE_URL=fresh_database(name))
    platform.start().stop()
    platform.log.unlink()
    (platform.data / "secret-key").unlink(missing_ok=True)
    yield platform.data, name
    drop_database(name)


def _maker(folders, worker: str, prepared=None):
    made: list[tuple[Platform, str]] = []

    def make(**settings: str) -> Platform:
        name, folder = f"kring_test_{os.getpid()}_{worker}_{next(NUMBERS)}", folders.mktemp("platform")
        if prepared:
            shutil.copytree(prepared[0], folder, dirs_exist_ok=True)
        database = fresh_database(name, *(prepared[1:] if prepared else ()))
        platform = Platform(folder, **{"KRING_DATABASE_URL": database, **settings})
        made.append((platform, name))
        return platform

    yield make
    for platform, name in made:
        platform.stop()
        drop_database(name)


@pytest.fixture
def empty_platform(tmp_path_factory, worker_id):
    """Makes platforms with an empty database each, as on a new machine; stops them at the end: `empty_platform(KRING_X="…")`."""
    yield from _maker(tmp_path_factory, worker_id)


@pytest.fixture
def new_platform(tmp_path_factory, worker_id, prepared):
    """The same with databases that are ready, but for people: quicker."""
    yield from _maker(tmp_path_factory, worker_id, prepared)


@pytest.fixture(scope="module")
def new_platforms(tmp_path_factory, worker_id, prepared):
    """The same, for a module's own fixtures."""
    yield from _maker(tmp_path_factory, worker_id, prepared)


@pytest.fixture(scope="module")
def platform(new_platforms):
    """A running platform with one manager, shared by the tests of a module."""
    platform = new_platforms().start()
    platform.run("create-manager", "--name", "Mara Manager", "--email", "mara@example.org")
    return platform
