"""Runs inside a world: plants a rare word, asks every question, and prints what it took as JSON."""

import json
import sys
import time
from statistics import median

from kring.project.start import start_django


def main(rounds: int, rebuild: bool) -> dict:
    from bench.search.scenes import SCENES
    from kring.core.content.models import Comment, Content
    from kring.core.people.models import Person
    from kring.core.search.models import Document, Term

    found: dict = {"rebuilt": anew() if rebuild or not Document.objects.exists() else 0}
    plant()
    plant_words()
    people = [Person.objects.get(pk=2), Person.objects.get(pk=3), Person.objects.filter(role="guest").first()]
    found["scenes"] = [scene(name, questions, people, rounds) for name, questions in SCENES.items()]
    found["index_cpu"], found["look_cpu"] = indexing()
    for name, model in (("items", Content), ("comments", Comment), ("documents", Document), ("terms", Term)):
        found[name] = model.objects.count()
    return found


def anew() -> float:
    from kring.core.search import rebuild

    began = time.monotonic()
    return rebuild.rebuild(processes=2) / (time.monotonic() - began)


def plant() -> None:
    """A word that few texts have, evenly over time."""
    from django.db.models import F, Max, Value
    from django.db.models.functions import Concat

    from bench.search.scenes import PLANTED, RARE
    from kring.core.content.models import Comment, Content
    from kring.core.search import index

    for what, model in (("content", Content), ("comment", Comment)):
        step = max(1, model.objects.aggregate(last=Max("pk"))["last"] // PLANTED)
        rows = model.objects.filter(pk__in=range(1, step * PLANTED, step)).exclude(body__contains=RARE)
        ids = list(rows.values_list("pk", flat=True))
        model.objects.filter(pk__in=ids).update(body=Concat(F("body"), Value(f"<p>{RARE}</p>")))
        index.write(what, ids)


def plant_words() -> None:
    """The world has few hundred words, an organisation hundreds of thousands: compounds that a search has to look through,
    a few of them frequent and most of them rare (as Zipf found it)."""
    from random import Random

    from bench.search.scenes import ENDS, PARTS, VOCABULARY
    from kring.core.search.models import Term

    if Term.objects.count() >= VOCABULARY:
        return
    random, words = Random(7), {}
    while len(words) < VOCABULARY:
        parts = [random.choice(PARTS) for _ in range(random.choice((1, 2, 2, 3)))]
        odd = "".join(random.choice(letters) for letters in ("bcdfgklm", "aeiou", "nprst"))
        word = "".join([*parts, random.choice(ENDS), *([odd] if random.random() < 0.5 else [])])
        words[word[:40]] = min(int(random.paretovariate(0.7)), 400_000)
    terms = (Term(word=w, backwards=w[::-1], documents=n, titles=n // 5) for w, n in words.items())
    Term.objects.bulk_create(terms, ignore_conflicts=True, batch_size=5_000)


def scene(name: str, questions, people, rounds: int) -> dict:
    """Every question of a scene by everybody, once before it counts; the switches stand still as they do in a request."""
    from kring.core.features.switches import still

    times, cpu, number = [], [], 0
    for question in questions:
        for person in people:
            ask = asking(name, person, question)
            ask()
            for _ in range(rounds):
                person.forget_roles()
                with still():
                    began, used = time.perf_counter(), time.process_time()
                    answer = ask()
                    times.append((time.perf_counter() - began) * 1000)
                    cpu.append((time.process_time() - used) * 1000)
            number += answer
    times.sort()
    return {
        "scene": name,
        "asked": ", ".join(questions),
        "p50": median(times),
        "p95": times[int(len(times) * 0.95)],
        "cpu": median(cpu),
        "cpu95": sorted(cpu)[int(len(cpu) * 0.95)],
        "bare": median(bare(question) for question in questions for _ in range(5)),
        "found": number // (len(questions) * len(people)),
    }


def asking(name: str, person, question: str):
    from kring.core.search.finding import beginning, find
    from kring.core.search.parsing import parse

    if name == "palette prefix":
        return lambda: len(beginning(person, question))
    return lambda: find(person, parse(question)).total


def bare(question: str) -> float:
    """Milliseconds of the database's own query for the same words, newest first."""
    from django.db import connection

    from kring.core.search.parsing import parse

    words = parse(question).words
    if connection.vendor == "postgresql":
        sql = "SELECT id FROM search_words WHERE vector @@ %s::tsquery ORDER BY id DESC LIMIT 20"
        matching = " & ".join(f"{word}:*" if len(word) < 5 else word for word in words)
    else:
        sql = "SELECT rowid FROM search_words WHERE search_words MATCH %s ORDER BY rowid DESC LIMIT 20"
        matching = " AND ".join(f"{word}*" if len(word) < 5 else word for word in words)
    with connection.cursor() as cursor:
        began = time.perf_counter()
        cursor.execute(sql, [matching])
        cursor.fetchall()
        return (time.perf_counter() - began) * 1000


def indexing(posts: int = 200) -> tuple[float, float]:
    """Milliseconds of CPU, the database server's included where it has one of its own, for a post that is new, and for one
    that hasn't changed."""
    from django.db import connection

    from bench import cpu
    from kring.core.content.models import Content
    from kring.core.search import index
    from kring.core.search.models import Document

    ids = list(Content.objects.filter(state="published").order_by("-pk").values_list("pk", flat=True)[:posts])
    index.forget(Document.objects.filter(what="content", object_id__in=ids))
    server = None
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_backend_pid()")
            server = cursor.fetchone()[0]
    took = []
    for _ in range(2):
        began = time.process_time() + (cpu.seconds(server) if server else 0)
        for id in ids:
            index.write("content", [id])
        took.append((time.process_time() + (cpu.seconds(server) if server else 0) - began) * 1000 / posts)
    return took[0], took[1]


if __name__ == "__main__":
    start_django()
    print(json.dumps(main(int(sys.argv[1]), "rebuild" in sys.argv)))
