"""The number of a document says when it appeared: minutes since 2000, and within the minute whichever is free.

So the newest of what holds a word are read first without sorting, and `before:` is a range of numbers.
"""

import json
from datetime import UTC, datetime

from django.db import connection

YEAR_2000 = int(datetime(2000, 1, 1, tzinfo=UTC).timestamp())
A_MINUTE = 1024  # numbers
MOST_AT_ONCE = 500
NEWEST_OF = """SELECT m.value, (SELECT MAX(id) FROM search_document WHERE id >= m.value AND id < m.value + %s) FROM {}"""


def begin(at: datetime) -> int:
    """The first number of this minute."""
    return max(1, int(at.timestamp() - YEAR_2000) // 60) * A_MINUTE


def moment(id: int) -> datetime:
    return datetime.fromtimestamp(id // A_MINUTE * 60 + YEAR_2000, UTC)


def free(begins: list[int]) -> list[int]:
    """A free number for each of these minutes. A minute in which more appeared than it has numbers takes the next one's."""
    last = _last(sorted(set(begins)), A_MINUTE)
    found: dict[int, None] = {}
    for begin in begins:
        id = last[begin] + 1
        while id in found:
            id += 1
        found[id] = None
        last[begin] = id
    return list(found)


def _last(begins: list[int], width: int) -> dict[int, int]:
    """The highest number that is taken in each minute, or the one before it."""
    if connection.vendor == "postgresql":
        each, minutes = "unnest(%s::bigint[]) AS m(value)", begins
    else:
        each, minutes = "json_each(%s) AS m", json.dumps(begins)
    with connection.cursor() as cursor:
        cursor.execute(NEWEST_OF.format(each), [width, minutes])
        found = {begin: begin - 1 if last is None else last for begin, last in cursor.fetchall()}
    full = [begin for begin, last in found.items() if last >= max(begin, begin + width - MOST_AT_ONCE)]
    return found | _last(full, width * 8) if full else found
