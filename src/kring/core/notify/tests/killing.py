"""Run as a program: a burst of comments, their fan-out and delivery, in processes that are killed at random moments.

    python -m kring.core.notify.tests.killing ROUNDS SEED   (the database is the one of KRING_DATA or KRING_DATABASE_URL)

As in tests/killed.py every round is a fork that writes and a fork that works, each killed after some milliseconds. Mails
are due at once, and an audience of more than one goes on in further transactions.
"""

import os
import random
import signal
import sys
import time

from kring.project.family import die_with_parent
from kring.project.start import start_django

start_django()

from kring.core.activity import fanout  # noqa: E402
from kring.core.notify import delivery, planning, telling  # noqa: E402
from tests.killed import fork  # noqa: E402

planning.GRACE *= 0
telling.AT_ONCE = 1


def write(random: random.Random, begun: int) -> None:
    """People comment on each other's posts, answer, and read."""
    from kring.core.content import verbs
    from kring.core.content.models import Content
    from kring.core.groups.verbs import everyone
    from kring.core.notify import reading
    from kring.core.people.models import Person
    from kring.interactions.comments import verbs as comments

    die_with_parent()
    people, group = list(Person.objects.filter(handle__startswith="writer")), everyone()
    while True:
        person = random.choice(people)
        items = list(Content.objects.visible_to(person)[:6])
        if len(items) < 6:
            verbs.post(person, group, "update", body="<p>Well</p>")
        elif random.random() < 0.85:
            item = random.choice(items)
            comments.post(person, item, "<p>Well</p>", parent=item.comments.order_by("?").first())
        else:
            reading.read(person, random.choice(items))
        os.write(begun, b".")


def work(begun: int) -> None:
    die_with_parent()
    while True:
        fanout.sweep(limit=5)
        telling.tell_the_rest(3)
        delivery.deliver_due()
        os.write(begun, b".")
        time.sleep(0.001)


def finish() -> None:
    while fanout.sweep() or telling.tell_the_rest() or delivery.deliver_due():
        pass


def main(rounds: int, seed: int) -> None:
    """Each is killed some moment after both have begun, however busy the machine is."""
    chance = random.Random(seed)
    for number in range(rounds):
        ends = [os.pipe(), os.pipe()]
        children = [fork(write, random.Random(f"{seed}-{number}"), ends[0][1]), fork(work, ends[1][1])]
        for end, _begun in ends:
            os.read(end, 1)
        for pid in chance.sample(children, 2):
            time.sleep(chance.uniform(0, 0.2))
            os.kill(pid, signal.SIGKILL)
            assert os.WIFSIGNALED(os.waitpid(pid, 0)[1]), "a process ended by itself"
        for end in (*ends[0], *ends[1]):
            os.close(end)
    assert os.waitpid(fork(finish), 0)[1] == 0


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
