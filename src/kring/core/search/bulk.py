"""Many documents at once: the rows of what is ready to be written, and writing them."""

from collections import Counter

from django.db import connection

from kring.core.search import index, moments, papers, terms
from kring.core.search.engine import engine
from kring.core.search.models import Document

FIELDS = [field.attname for field in Document._meta.concrete_fields]


def analysed(what: str, ids: list[int]) -> tuple[list[tuple], Counter]:
    """(minute, the document without its number, what the engine writes) of each; and what they add to the vocabulary."""
    rows, known = [], []
    for paper in papers.of(what, ids):
        parts = index.parts_of(paper)
        document = index.document(0, paper, paper.digest, engine().pack(*parts))
        values = tuple(getattr(document, name) for name in FIELDS[1:])
        title = set(parts[0])
        rows.append((moments.begin(paper.at), values, engine().row(*parts)))
        known.append((title, {*title, *parts[1], *parts[2]}))
    return rows, terms.counted(known)


def write(rows: list[tuple]) -> None:
    """Write those that aren't there yet, by their numbers: so SQLite takes them fastest."""
    if not rows:
        return
    what = rows[0][1][0]
    ids = [values[1] for _begin, values, *_rest in rows]
    near = Document.objects.filter(what=what, object_id__gte=min(ids), object_id__lte=max(ids))
    there = set(near.values_list("object_id", flat=True))
    rows = sorted((row for row in rows if row[1][1] not in there), key=lambda row: row[0])
    numbers = []
    for start in range(0, len(rows), moments.MOST_AT_ONCE):
        some = rows[start : start + moments.MOST_AT_ONCE]
        fresh = moments.free([row[0] for row in some])
        _documents([(id, *row[1]) for id, row in zip(fresh, some, strict=True)])
        numbers += fresh
    engine().write_rows(sorted((id, row[2]) for id, row in zip(numbers, rows, strict=True)))


def _documents(rows: list[tuple]) -> None:
    names = ", ".join(FIELDS)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with cursor.copy(f"COPY search_document ({names}) FROM STDIN") as copy:
                for row in rows:
                    copy.write_row(row)
        else:
            marks = ", ".join(["%s"] * len(FIELDS))
            cursor.executemany(f"INSERT INTO search_document ({names}) VALUES ({marks})", rows)
