"""Runs inside Kring's settings, one step a process: `python -m bench.prepare STEP …` (see place.py)."""

import json
import sys
import time

from bench.live_world import listeners, write_live
from kring.project.start import start_django


def load(size: str) -> dict:
    """Fill the empty, migrated database with a world. Returns the ids that the load needs."""
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TimeElapsedColumn

    from bench.bulk import bulk
    from bench.sizes import SIZES
    from bench.world import World

    wanted, began = SIZES[size], time.monotonic()
    console = Console(stderr=True)
    with (
        Progress("{task.description}", BarColumn(), TimeElapsedColumn(), console=console) as bar,
        bulk() as loader,
    ):
        task = bar.add_task(f"{wanted.items:,} items", total=wanted.items)
        marks = World(wanted, loader.put, lambda done: bar.advance(task, done)).write()
        bar.update(task, description="indexes")
    find_words()
    console.print(f"The world is ready after {time.monotonic() - began:.0f} s.")
    return marks


def find_words() -> None:
    """What people and groups are found by, as the verbs would have written it."""
    from kring.core.groups.models import Group
    from kring.core.people.models import Person
    from kring.core.people.words import index

    ids = list(Person.objects.values_list("pk", flat=True))
    for start in range(0, len(ids), 500):
        index(ids[start : start + 500])
    for group in Group.objects.all():
        Group.objects.filter(pk=group.pk).update(found_by=group.words)


def sign_in(*people: str) -> dict:
    """A session for each of these people: person id → session key."""
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.utils import timezone

    from kring.core.people.models import Person
    from kring.core.people.sessions import SessionStore

    keys = {}
    for id in people:
        person = Person.objects.get(pk=id)
        session = SessionStore()
        session[SESSION_KEY] = str(person.pk)
        session[BACKEND_SESSION_KEY] = "django.contrib.auth.backends.ModelBackend"
        session[HASH_SESSION_KEY] = person.get_session_auth_hash()
        session["created"] = timezone.now().isoformat()
        session.create()
        keys[id] = session.session_key
    return keys


def count(busy: str, quiet: str, only: str) -> dict:
    """Queries of each scene, warm (cold where the scene says so): scene → number. Timed runs don't count anything."""
    from django.conf import settings
    from django.db.models import F

    from bench.browsers import InProcess, Unexpected
    from bench.scenes import SCENES
    from kring.core.features.models import Generation

    marks = json.loads((settings.DATA / "marks.json").read_text())
    found = {}
    for scene in SCENES:
        if only in scene.name:
            browser = InProcess({"busy": busy, "quiet": quiet, None: None}[scene.who])
            try:
                request = scene.start(browser, marks)
                for number in range(3):
                    if scene.cold:
                        Generation.objects.update(number=F("number") + 1)
                    found[scene.name] = browser.send(request(number))
            except (Unexpected, StopIteration, IndexError):
                pass  # the timed run says what is wrong
    return found


def migrate() -> None:
    from kring.project import prepare

    prepare.migrate()
    prepare.collect_static()


def main(step: str, *arguments: str) -> None:
    start_django()
    steps = {step.__name__: step for step in (load, sign_in, count, migrate, listeners, write_live)}
    found = steps[step](*arguments)
    print(json.dumps(found))


if __name__ == "__main__":
    main(*sys.argv[1:])
