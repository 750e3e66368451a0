"""Looking through the vocabulary: how often words occur, what begins or ends like one, and what differs from it by a slip."""

from django.db import connection

AFTER = "{"  # the first character after the last letter
MOST = 40
LOOKED_AT = 400
KNOWN = "SELECT word, documents FROM search_term WHERE documents > 0 AND word IN ({})"


def documents(words) -> dict[str, int]:
    """In how many documents each of these words stands, where it does."""
    wanted = sorted(set(words))
    marks = ",".join(["%s"] * len(wanted)) or "''"
    with connection.cursor() as cursor:
        cursor.execute(KNOWN.format(marks), wanted)
        return dict(cursor.fetchall())


def ranges(
    wanted: list[tuple[str, str]], most: int = MOST, lengths: tuple[int, int] = (2, 40), by: str = "documents"
):
    """For each (“word” or “backwards”, beginning) the most frequent words that begin so, in all documents or `by` their titles: one
    statement for all."""
    if not wanted:
        return []
    parts: list[str] = []
    params: list = []
    for number, (column, beginning) in enumerate(wanted):
        parts.append(
            f"SELECT * FROM (SELECT {number} AS number, word, {by} FROM search_term WHERE {column} >= %s AND {column} < %s"
            f" AND length(word) BETWEEN %s AND %s AND {by} > 0 ORDER BY {by} DESC, word LIMIT {most}) r{number}"
        )
        params += [beginning, beginning + AFTER, *lengths]
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(parts), params)
        found: list[list[tuple[str, int]]] = [[] for _ in wanted]
        for number, word, documents in cursor.fetchall():
            found[number].append((word, documents))
    return found


def near(word: str, most: int = 8) -> list[str]:
    """Words that differ from it by one slip, or by two where it is long: nearest first, and of those the most frequent.

    One of its halves is right where there is one slip, so that words with the same beginning or end are looked at.
    """
    slips = 0 if len(word) < 4 or not word.isalpha() else 1 if len(word) < 7 else 2
    if not slips:
        return []
    half = max(2, len(word) // 2 - 1)
    wanted = [("word", word[:half]), ("backwards", word[::-1][:half])]
    found = ranges(wanted, LOOKED_AT, (len(word) - slips, len(word) + slips))
    kept = []
    for other, documents in {pair for some in found for pair in some}:
        if other != word and (far := distance(word, other, slips)) <= slips:
            kept.append((far, -documents, other))
    return [other for _far, _documents, other in sorted(kept)[:most]]


def distance(one: str, other: str, most: int) -> int:
    """Letters put in, left out, changed or swapped with their neighbour between two words (the optimal string alignment
    distance; Damerau, 1964); anything above `most` is `most + 1`."""
    if abs(len(one) - len(other)) > most or len(set(one) ^ set(other)) > 2 * most:
        return most + 1
    before: list[int] = []
    last = list(range(len(other) + 1))
    for i, a in enumerate(one, 1):
        now = [i]
        for j, b in enumerate(other, 1):
            best = min(last[j] + 1, now[j - 1] + 1, last[j - 1] + (a != b))
            if i > 1 and j > 1 and a == other[j - 2] and one[i - 2] == b:
                best = min(best, before[j - 2] + 1)
            now.append(best)
        if min(now) > most:
            return most + 1
        before, last = last, now
    return last[-1]
