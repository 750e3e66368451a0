"""Run as a program: writes and fans out, in processes that are killed at random moments, again and again.

    python -m tests.killed ROUNDS SEED   (the database is the one of KRING_DATA or KRING_DATABASE_URL)

Every round is a fork that is killed some milliseconds after it has begun, as a power cut would; a writer and a worker at the
same time. The writer posts, comments and reacts, one token each, and notes a token once the call has returned; a token that
was begun and not noted is sent again by the next round, as a browser does that got no answer. Prints, at the end, what
was noted, as JSON.
"""

import json
import os
import random
import signal
import sys
import time
import uuid
from pathlib import Path

from kring.project.start import start_django

start_django()

from kring.core.activity import fanout  # noqa: E402
from kring.core.content.models import Topic  # noqa: E402
from kring.core.features import registry  # noqa: E402
from kring.core.features.hooks import Handler  # noqa: E402
from tests.installed import feature, installed  # noqa: E402

VERBS = ("content.published", "comments.posted", "reactions.given", "reactions.taken_back")
PEOPLE = 3


def count(event) -> None:
    """Leaves a row per call: an event handled twice shows."""
    Topic.objects.create(slug=f"event-{event.pk}-{uuid.uuid4().hex}", name=event.verb)


COUNTING = feature("counting", handlers=tuple(Handler(verb, "tests.killed:count") for verb in VERBS))


def write(log: Path, random: random.Random, done: int) -> None:
    """One token after the other, for ever."""
    from kring.core.content import verbs as content
    from kring.core.content.models import Content
    from kring.core.groups.verbs import everyone
    from kring.core.people.models import Person
    from kring.interactions.comments import verbs as comments
    from kring.interactions.reactions import verbs as reactions

    people, group = list(Person.objects.filter(handle__startswith="writer")), everyone()
    with log.open("a", buffering=1) as notes:
        for what, token in unfinished(log):
            notes.write(f"begun {what} {token}\n")
            person = people[int(token[:8], 16) % PEOPLE]  # the same token is always the same person's
            if what == "post":
                content.post(person, group, "update", body=f"<p>{token}</p>", token=uuid.UUID(token))
            elif (item := Content.objects.visible_to(person).order_by("?").first()) is None:
                continue
            elif what == "comment":
                comments.post(person, item, "<p>well</p>", token=uuid.UUID(token))
            elif random.random() < 0.7:
                reactions.react(person, item)
            else:
                reactions.take_back(person, item)
            notes.write(f"done {what} {token}\n")
            os.write(done, b".")


def unfinished(log: Path):
    begun = done = None
    for line in log.read_text().splitlines() if log.exists() else ():
        state, what, token = line.split()
        begun, done = ((what, token), done) if state == "begun" else (begun, (what, token))
    if begun and begun != done:
        yield begun
    while True:
        yield random.choice(["post", "comment", "comment", "react", "react"]), uuid.uuid4().hex


def work(done: int) -> None:
    while True:
        fanout.sweep(limit=2)
        os.write(done, b".")
        time.sleep(0.001)


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


def main(rounds: int, seed: int) -> None:
    chance, log = random.Random(seed), Path(os.environ["KRING_DATA"]) / "killed.log"
    found = dict(registry.features())
    died = []
    with installed(COUNTING, *found.values()):
        for number in range(rounds):
            ends = [os.pipe(), os.pipe()]
            children = [
                fork(write, log, random.Random(f"{seed}-{number}"), ends[0][1]),
                fork(work, ends[1][1]),
            ]
            for end, _done in (
                ends[0],
                ends[0],
                ends[1],
            ):  # something has been done, however busy the machine is
                os.read(end, 1)
            for pid in chance.sample(children, 2):
                time.sleep(chance.uniform(0.01, 0.25))
                os.kill(pid, signal.SIGKILL)
                died.append(os.waitpid(pid, 0)[1])
            for end in (*ends[0], *ends[1]):
                os.close(end)
        failed = fork(lambda: [None for _ in iter(fanout.sweep, 0)])
        assert os.waitpid(failed, 0)[1] == 0
    lines = [line.split() for line in log.read_text().splitlines()]
    done = {
        what: [t for state, w, t in lines if (state, w) == ("done", what)]
        for what in ("post", "comment", "react")
    }
    print(
        json.dumps(
            {"done": done, "killed": sum(os.WIFSIGNALED(status) for status in died), "children": len(died)}
        )
    )


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
