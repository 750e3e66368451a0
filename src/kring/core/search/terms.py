"""The vocabulary: in how many documents, and in how many titles, a word stands."""

from collections import Counter
from collections.abc import Iterable

from django.db import connection

UPSERT = """INSERT INTO search_term (word, backwards, documents, titles) VALUES {}
    ON CONFLICT (word) DO UPDATE SET documents = search_term.documents + excluded.documents,
    titles = search_term.titles + excluded.titles"""
SHORTEST = 2
AT_ONCE = 200


def counted(documents: Iterable[tuple[set[str], set[str]]]) -> Counter:
    """(word, "documents" or "titles") → number, of documents given as (words of the title, all words)."""
    found: Counter = Counter()
    for titles, every in documents:
        found.update((word, "documents") for word in every)
        found.update((word, "titles") for word in titles)
    return found


def change(change: Counter) -> None:
    """Add these numbers, in the order of the words so that two who do so never wait for each other in a circle."""
    words = sorted({word for (word, _of), number in change.items() if number and len(word) >= SHORTEST})
    with connection.cursor() as cursor:
        for start in range(0, len(words), AT_ONCE):
            some = words[start : start + AT_ONCE]
            values = [v for w in some for v in (w, w[::-1], change[w, "documents"], change[w, "titles"])]
            cursor.execute(UPSERT.format(", ".join(["(%s, %s, %s, %s)"] * len(some))), values)
