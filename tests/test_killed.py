"""Killing the process at any moment loses and doubles nothing."""

import json
import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from django.db import connection

from tests.server import drop_database, fresh_database

ROOT = Path(__file__).parent.parent
ROUNDS = 25


@pytest.fixture
def own_database(tmp_path, transactional_db, worker_id):
    """A database on disk of its own, with three people; yields the environment of processes that use it."""
    from kring.core.people.verbs import arrive
    from tests.killed import PEOPLE

    environment = {name: value for name, value in os.environ.items() if not name.startswith("KRING_")}
    environment |= {"KRING_DATA": str(tmp_path), "KRING_LOG_LEVEL": "ERROR", "PYTHONPATH": str(ROOT)}
    if connection.vendor == "sqlite":
        for number in range(PEOPLE):
            arrive(name=f"Writer {number}", handle=f"writer{number}")
        with closing(sqlite3.connect(tmp_path / "kring.sqlite3")) as file:
            connection.connection.backup(file)
        yield environment
    else:
        name = f"kring_test_killed_{os.getpid()}_{worker_id}"
        environment["KRING_DATABASE_URL"] = fresh_database(name) + "?pool=0"
        people = "from kring.core.people.verbs import arrive\n" + "\n".join(
            f"arrive(name='Writer {n}', handle='writer{n}')" for n in range(PEOPLE)
        )
        run(
            environment,
            "-c",
            STARTED
            + "from django.core.management import call_command\ncall_command('migrate', verbosity=0)\n"
            + people,
        )
        yield environment
        drop_database(name)


STARTED = "from kring.project.start import start_django\nstart_django()\n"


def run(environment, *arguments) -> str:
    done = subprocess.run(
        [sys.executable, *arguments], env=environment, cwd=ROOT, capture_output=True, text=True, timeout=120
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout + done.stderr


COUNTS = """
import json
from collections import Counter
from django.db.models import Count, Q
from kring.core.activity.models import Event
from kring.core.content.models import Comment, Content, Topic
from kring.interactions.reactions.models import Reaction
handled = Counter(int(slug.split("-")[1]) for slug in Topic.objects.values_list("slug", flat=True))
listened = Event.objects.filter(verb__in=("content.published", "comments.posted", "reactions.given", "reactions.taken_back"))
balance = Counter()
for content, person, verb in Event.objects.filter(verb__startswith="reactions.").values_list("content", "actor", "verb"):
    balance[content, person] += 1 if verb == "reactions.given" else -1
print(json.dumps({
    "posts": [t.hex for t in Content.objects.values_list("token", flat=True)],
    "comments": [t.hex for t in Comment.objects.values_list("token", flat=True)],
    "without one event": Content.objects.annotate(n=Count("id", filter=Q(pk__in=Event.objects.filter(verb="content.published").values("content")))).filter(n=0).count(),
    "published": Event.objects.filter(verb="content.published").count(),
    "commented": Event.objects.filter(verb="comments.posted").count(),
    "waiting": Event.objects.filter(fanned_out_at=None).count(),
    "not handled": listened.exclude(pk__in=list(handled)).count(),
    "handled twice": [n for n in handled.values() if n != 1],
    "wrong counters": [c.pk for c in Content.objects.annotate(n=Count("comments", distinct=True), m=Count("reactions", distinct=True))
                       if (c.n, c.m) != (c.comment_count, c.reaction_count)],
    "wrong reactions": sorted(k for k, n in balance.items() if n) != sorted(Reaction.objects.values_list("content", "person")),
    "reactions": Reaction.objects.count(),
}))
"""


def test_nothing_is_lost_or_doubled(own_database):
    told = run(own_database, "-m", "tests.killed", str(ROUNDS), "7")
    assert "Traceback" not in told, told
    said = json.loads(told.strip().splitlines()[-1])
    found = json.loads(run(own_database, "-c", STARTED + COUNTS))
    done = said["done"]
    assert said["killed"] == said["children"] == 2 * ROUNDS, "a process ended by itself"
    assert min(len(done["post"]), len(done["comment"]), len(done["react"])) > 5, (
        "too little happened to prove anything"
    )
    assert len(set(found["posts"])) == len(found["posts"])
    assert set(done["post"]) <= set(found["posts"]), "a post that was answered is gone"
    assert set(done["comment"]) <= set(found["comments"]), "a comment that was answered is gone"
    assert len(found["posts"]) - len(done["post"]) <= 1
    assert found["published"] == len(found["posts"])
    assert found["commented"] == len(found["comments"])
    assert found["reactions"] > 0
    assert {name: found[name] for name in CLEAN} == CLEAN


CLEAN = {
    "without one event": 0,
    "waiting": 0,
    "not handled": 0,
    "handled twice": [],
    "wrong counters": [],
    "wrong reactions": False,
}
