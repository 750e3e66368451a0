from io import BytesIO
from threading import Thread
from time import sleep

from kring.project.turnstile import Turnstile


def ask(turnstile, body: bytes = b"", length: str | None = None, source=None):
    started = []
    environ = {
        "CONTENT_LENGTH": str(len(body)) if length is None else length,
        "wsgi.input": source or BytesIO(body),
    }
    answer = turnstile(environ, lambda status, headers: started.append(status))
    return started, b"".join(answer), environ


def echo(environ, start_response):
    start_response("200 OK", [])
    return [environ["wsgi.input"].read() if "kring.too_large" not in environ else b"too large"]


def test_a_body_arrives_whole():
    assert ask(Turnstile(echo, 1, 10**7), b"x" * 3_000_000)[1] == b"x" * 3_000_000


def test_a_body_that_is_too_large_is_not_read():
    class Unread:
        def read(self, size=-1):
            raise AssertionError

    assert ask(Turnstile(echo, 1, 10), length="11", source=Unread())[1] == b"too large"
    assert ask(Turnstile(echo, 1, 10), length="-5", source=Unread())[1] == b"too large"


def test_a_body_that_breaks_off_never_reaches_the_application():
    started, _, _ = ask(Turnstile(echo, 1, 100), b"short", length="50")
    assert started == ["400 Bad Request"]


def test_only_so_many_at_once():
    inside, most = [], []

    def slow(environ, start_response):
        inside.append(1)
        most.append(len(inside))
        sleep(0.02)
        inside.pop()
        start_response("200 OK", [])
        return [b""]

    turnstile = Turnstile(slow, 2, 100)
    threads = [Thread(target=ask, args=(turnstile,)) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert max(most) == 2
    assert len(most) == 8
