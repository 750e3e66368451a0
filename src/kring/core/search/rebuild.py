"""The whole index anew: read and analysed by processes of their own, written by this one in the order of time.

It is written in steps, so that the platform goes on meanwhile; what happens then is indexed by the fan-out, and stays.
"""

import multiprocessing
import os
from collections import Counter, deque
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor

from django.db import connection, transaction
from django.db.models import Max

from kring.core.search import bulk, index, terms
from kring.core.search.analysing import analysed, begin
from kring.core.search.engine import engine
from kring.core.search.tasks import TABLES

AT_ONCE = 10_000  # a transaction of two seconds or so; ten million are a thousand pieces, of which SQLite bears two thousand
TERMS_AFTER = 20


def total() -> int:
    """About how many objects there are to look at."""
    return sum(model.objects.count() for model in TABLES.values())  # seen: by nobody, only counted


def rebuild(done: Callable[[int], None] = lambda number: None, processes: int = 0) -> int:
    """Throw the index away and write it anew; `done` hears how many more objects were looked at. Returns the documents."""
    with transaction.atomic():
        engine().wipe()
    written, counts, number = 0, Counter(), 0
    with engine().in_bulk():
        for looked_at, batch, fresh in _batches(processes or max(1, (os.cpu_count() or 2) - 1)):
            index.again(lambda batch=batch: bulk.write(batch))
            counts.update(fresh)
            number += 1
            if number % TERMS_AFTER == 0:
                _add(counts)
            written += len(batch)
            done(looked_at)
        _add(counts)
    engine().tidy()
    return written


@transaction.atomic
def _add(counts: Counter) -> None:
    terms.change(counts)
    counts.clear()


def _ranges() -> Iterator[tuple[str, int, int]]:
    for what, model in TABLES.items():
        last = model.objects.aggregate(last=Max("pk"))["last"] or 0  # seen: by nobody, only indexed
        for start in range(0, last, AT_ONCE):
            yield what, start, start + AT_ONCE


def _batches(processes: int) -> Iterator[tuple[int, list, Counter]]:
    """(objects, their rows, their words) of every range, in order, a few ahead of who writes them."""
    if connection.in_atomic_block:  # only this connection sees what there is
        yield from (analysed(*range) for range in _ranges())
        return
    ranges, ahead = _ranges(), deque()
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(processes, mp_context=context, initializer=begin) as pool:
        for range in ranges:
            ahead.append(pool.submit(analysed, *range))
            if len(ahead) > 2 * processes:
                yield ahead.popleft().result()
        while ahead:
            yield ahead.popleft().result()
