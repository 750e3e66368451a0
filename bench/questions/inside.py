"""Runs inside Kring's settings, in a process of its own: takes in the packages, and asks. Prints one line of JSON."""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path

from kring.project.start import start_django

ASKER, CLOSED = (
    "asker",
    "team-operations",
)  # the closed group that the asker is in; of the others they know nothing


def take_in(folder: str, *packages: str) -> dict:
    """The packages, their files' text, and everything in the index; and the one who asks, who is in one of the closed groups."""
    from kring.core.groups.models import Group, Membership
    from kring.core.people import verbs as people
    from kring.core.people.models import Person
    from kring.core.search.extract.tasks import read_waiting
    from kring.exchange.interchange import take_in

    for name in packages:
        take_in(Path(folder) / name)
    if not Person.objects.filter(handle=ASKER).exists():
        people.arrive(name="Member Who Asks", handle=ASKER, email="asker@example.org")
        Membership.objects.create(
            person=Person.objects.get(handle=ASKER),
            group=Group.objects.get(slug=CLOSED),  # seen: by who runs it
        )
    return {"index": indexed(), "files": read_waiting()}


def indexed() -> int:
    """Everything in the index, in this process. Returns how many documents there are."""
    from kring.core.search.models import Document
    from kring.core.search.tasks import TABLES, step

    for what in TABLES:
        after: int | None = 0
        while after is not None:
            after = step(what, after)
    return Document.objects.count()


def keys() -> dict:
    """Package id → row, both ways: {"content": {row: id}, …}."""
    from kring.exchange.models import SourceRef

    found: dict = {"content": {}, "person": {}, "group": {}, "topic": {}}
    for sort, row, id in SourceRef.objects.filter(type__in=found).values_list(
        "type", "object_id", "external_id"
    ):
        found[sort][row] = id
    return found


def known() -> list[str]:
    found = keys()
    return [
        *found["content"].values(),
        *(f"{sort}:{id}" for sort in ("person", "group", "topic") for id in found[sort].values()),
    ]


def ask(*questions: str) -> dict:
    """For each question the keys of what comes first, titles by key, and milliseconds."""
    from kring.core.people.models import Person
    from kring.core.search.finding import find
    from kring.core.search.parsing import parse

    who, names, answers = Person.objects.get(handle=ASKER), keys(), []
    for text in questions:
        began = time.perf_counter()
        found = find(who, parse(text))
        took = (time.perf_counter() - began) * 1000
        listed = {key_of(hit, names): hit.title.striptags() for hit in [*found.first, *found.hits]}
        answers.append(
            {
                "ask": text,
                "keys": list(listed),
                "titles": list(listed.values()),
                "ms": took,
                "meant": found.meant,
            }
        )
    return {"answers": answers}


def key_of(hit, names: dict) -> str:
    if hit.content:
        return names["content"].get(hit.content.pk, f"content {hit.content.pk}")
    thing = getattr(hit, hit.what)
    if hit.what in names:
        return f"{hit.what}:{names[hit.what].get(thing.pk, thing.pk)}"
    return f"{hit.what}:{thing.slug}"


STEPS = {"take_in": take_in, "known": known, "ask": ask, "index": indexed}

if __name__ == "__main__":
    step, *arguments = sys.argv[1:]
    start_django()
    more = json.load(sys.stdin) if arguments == ["-"] else arguments
    print(json.dumps(STEPS[step](*more)))
