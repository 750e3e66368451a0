"""The process tree of `kring serve`: starts quickly, heals, stops cleanly, leaves nobody behind."""

import contextlib
import os
import signal
import socket
import threading
import time

import psutil
import pytest

from tests.server import busy, wait_for


def test_an_empty_folder_is_enough_and_the_tree_is_small(empty_platform):
    """How long the first page takes is measured in the benchmark: here others may be at work."""
    platform = empty_platform()
    platform.start(wait=False)
    wait_for(lambda: platform.get("/accounts/login/")[0] == 200, 90)
    wait_for(lambda: platform.get("/readyz")[0] == 200, 60)
    assert sum(process.memory_info().rss for process in platform.tree()) / 2**20 < 400
    assert "create-manager" in platform.words()


def test_stops_cleanly_with_a_request_under_way(empty_platform):
    platform = empty_platform().start()
    tree = platform.tree()
    answers = []
    body = threading.Thread(target=lambda: answers.append(slow_post(platform, seconds=1.5)))
    body.start()
    time.sleep(0.5)
    assert platform.stop() == 0
    body.join()
    assert answers[0].startswith(b"HTTP/1.1 4"), (
        "the request was read to its end and answered (a form without its key)"
    )
    assert not [process for process in tree if process.is_running()]
    assert "Kring has stopped." in platform.words()


def slow_post(platform, seconds: float) -> bytes:
    with socket.create_connection(("127.0.0.1", platform.port)) as line:
        line.sendall(
            b"POST /accounts/login/ HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
            b"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 20\r\n\r\nlogin=anna"
        )
        time.sleep(seconds)
        line.sendall(b"&password=")
        return line.recv(4096)


def test_a_slow_sender_keeps_nobody_waiting(platform):
    sender = threading.Thread(target=slow_post, args=(platform, 3))
    sender.start()
    time.sleep(0.3)
    began = time.monotonic()
    assert platform.get("/accounts/login/")[0] == 200
    assert time.monotonic() - began < 2 * busy()
    sender.join()


def test_a_request_that_is_too_large_gets_a_page_and_is_not_read(platform):
    with socket.create_connection(("127.0.0.1", platform.port)) as line:
        line.sendall(
            b"POST /accounts/login/ HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9000000000\r\n\r\n"
        )
        answer = line.recv(20_000)
    assert answer.startswith(b"HTTP/1.1 413")
    assert b"larger than this platform accepts" in answer + b""


def test_interrupt_twice_ends_at_once(empty_platform):
    platform = empty_platform().start()
    tree = platform.tree()
    sender = threading.Thread(target=quietly, args=(slow_post, platform, 5))
    sender.start()
    time.sleep(0.3)
    platform.process.send_signal(signal.SIGINT)
    time.sleep(0.5)
    began = time.monotonic()
    platform.process.send_signal(signal.SIGINT)
    platform.process.wait(10)
    assert time.monotonic() - began < 5 * busy()
    wait_for(lambda: not [process for process in tree if alive(process)], 5)
    sender.join()


def quietly(function, *arguments) -> None:
    with contextlib.suppress(OSError):
        function(*arguments)


@pytest.mark.parametrize("module", ["pages", "live", "worker"])
def test_what_dies_is_started_again(empty_platform, module):
    platform = empty_platform().start()
    wait_for(lambda: len(psutil.Process(platform.process.pid).children()) == 3)
    victim = platform.child(module)
    family = [victim, *victim.children(recursive=True)]
    victim.kill()
    wait_for(lambda: not [process for process in family if alive(process)], 5)
    wait_for(lambda: any(running(platform, module)), 10)
    wait_for(lambda: platform.get("/readyz")[0] == 200, 20)
    assert f"The {module} process ended (SIGKILL)" in platform.words()


def running(platform, module: str):
    children = [p for p in psutil.Process(platform.process.pid).children() if alive(p)]
    return [p for p in children if p.cmdline()[-1:] == [f"kring.project.{module}"]]


def test_the_process_that_makes_pages_is_replaced(empty_platform):
    platform = empty_platform().start()
    maker = platform.child("pages").children()[0]
    maker.kill()
    wait_for(lambda: not alive(maker), 5)
    wait_for(lambda: platform.get("/accounts/login/", timeout=5)[0] == 200, 20)


def test_nobody_survives_a_parent_that_is_killed(empty_platform):
    platform = empty_platform().start()
    wait_for(lambda: len(platform.tree()) >= 5)
    tree = platform.tree()
    platform.process.kill()
    platform.process.wait()
    wait_for(lambda: not [process for process in tree if alive(process)], 5)


def alive(process: psutil.Process) -> bool:
    return process.is_running() and process.status() != psutil.STATUS_ZOMBIE


def test_a_taken_port_is_said_in_one_sentence(empty_platform):
    platform = empty_platform()
    with socket.socket() as other:
        other.bind(("127.0.0.1", platform.port + 1))
        other.listen()
        done = platform.run("serve", ok=False)
    assert done.returncode == 1
    assert f"Port {platform.port + 1}" in done.stderr
    assert "--port" in done.stderr
    assert "Traceback" not in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1


def test_a_database_that_does_not_answer_is_said_in_words(empty_platform):
    platform = empty_platform(KRING_DATABASE_URL="postgres://nobody@127.0.0.1:1/none")
    done = platform.run("serve", ok=False)
    assert done.returncode == 1
    assert "The database can't be prepared" in done.stderr
    assert "Traceback" not in done.stderr


def test_an_unready_platform_says_what_is_missing(empty_platform):
    platform = empty_platform().start()
    platform.python(
        "from kring.core.live.models import Heartbeat; Heartbeat.objects.update(seen_at='2020-01-01T00:00Z')"
    )
    status, text, _ = platform.get("/readyz")
    assert status == 503
    assert '"database": "ok"' in text
    assert '"worker": "not seen for' in text
    assert platform.get("/healthz")[0] == 200


@pytest.mark.parametrize("signum", [signal.SIGTERM, signal.SIGKILL])
def test_a_task_survives_its_worker(empty_platform, signum):
    """What is in the queue is done by the next worker, whatever became of the first."""
    platform = empty_platform().start()
    os.kill(platform.child("worker").pid, signum)
    platform.python(
        "from kring.core.activity.fanout import fan_out_waiting\nfor i in range(20): fan_out_waiting.enqueue()"
    )
    count = "from django_tasks_db.models import DBTaskResult as T; print(T.objects.successful().count())"
    wait_for(lambda: platform.python(count) == "20", 30)
