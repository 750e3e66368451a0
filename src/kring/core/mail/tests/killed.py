"""Run as a program: puts letters in the outbox and sends them, in processes that are killed at random moments.

    python -m kring.core.mail.tests.killed LETTERS ROUNDS SEED

Prints how many processes were killed."""

import os
import random
import signal
import sys
import time

from kring.project.start import start_django

start_django()

from django.utils import timezone  # noqa: E402

from kring.core.mail import outbox, sending  # noqa: E402
from kring.core.mail.models import Letter  # noqa: E402


def put(count: int) -> None:
    letters = (outbox.drawn(f"k{n}", to=f"reader{n}@kring.test", template="people/mail/email_changed",
                            context={"name": "Reader", "handle": f"reader{n}"}) for n in range(count))  # fmt: skip
    outbox.put_many(letters)


def work() -> None:
    """As the worker does, without its pauses: claims that a killed one left run out at once."""
    while True:
        Letter.objects.filter(state="waiting").update(next_try_at=timezone.now())
        while sending.send_waiting(limit=10):
            pass


def finish() -> None:
    Letter.objects.filter(state="waiting").update(next_try_at=timezone.now())
    while sending.send_waiting():
        pass


def fork(call, *arguments) -> int:
    pid = os.fork()
    if pid == 0:
        try:
            call(*arguments)
        except BaseException:
            import traceback

            traceback.print_exc()
            os._exit(1)
        os._exit(0)
    return pid


def main(letters: int, rounds: int, seed: int) -> None:
    chance, killed = random.Random(seed), 0
    assert os.waitpid(fork(put, letters), 0)[1] == 0
    for _round in range(rounds):
        pid = fork(work)
        time.sleep(chance.uniform(0.15, 0.6))
        os.kill(pid, signal.SIGKILL)
        killed += os.WIFSIGNALED(os.waitpid(pid, 0)[1])
    assert os.waitpid(fork(finish), 0)[1] == 0
    print(killed)


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
