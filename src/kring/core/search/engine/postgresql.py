"""PostgreSQL: a tsvector of our own making under a GIN index. Stems and marks stand beside the words under a sign of their own."""

from contextlib import contextmanager

from django.db import connection

from kring.core.search import expression as e
from kring.core.search import tokens
from kring.core.search.engine import slices

INDEX = """CREATE INDEX IF NOT EXISTS search_words_vector ON search_words USING gin (vector)
    WITH (fastupdate = off)"""
LAST = 16_383  # the highest position that a tsvector knows
LARGEST = 1_000_000  # letters of one; above 2^20 bytes PostgreSQL refuses it, and with it all that is written beside
GAP = 5  # between title and text, so that no phrase runs on


def marks_of(minute: int) -> list[str]:
    """The day, and the days around it: see slices.py."""
    day = minute // slices.A_DAY
    return [f"{name}{day // days}" for name, days in slices.SIZES.items()]


def pack(title, body, extra, marks) -> bytes:
    return b""


def row(title: list[str], body: list[str], extra: list[str], marks: list[str]) -> str:
    places: dict[str, list[str]] = {}
    for place, word in enumerate(title[:200], 1):
        places.setdefault(word, []).append(f"{place}A")
    for place, word in enumerate(body, min(len(title), 200) + GAP):
        if len(found := places.setdefault(word, [])) < 255 and place <= LAST:
            found.append(str(place))
    parts = [f"'={mark}'" for mark in marks]
    parts += [f"'{word}':{','.join(found)}" if found else f"'{word}'" for word, found in places.items()]
    parts += [f"'~{token}'" for token in tokens.of(title, body, extra, marks)]
    whole = " ".join(parts)
    return whole if len(whole) < LARGEST else whole[:LARGEST].rpartition(" ")[0]


def put(rows: list[tuple[int, tuple]]) -> None:
    with connection.cursor() as cursor:
        cursor.executemany(
            "INSERT INTO search_words (id, vector) VALUES (%s, %s::tsvector)",
            [(id, row(*parts)) for id, parts in rows],
        )


def write_rows(rows: list[tuple[int, str]]) -> None:
    with connection.cursor() as cursor, cursor.copy("COPY search_words (id, vector) FROM STDIN") as copy:
        for one in rows:
            copy.write_row(one)


def wipe() -> None:
    with connection.cursor() as cursor:
        cursor.execute("TRUNCATE search_words, search_document, search_term")


@contextmanager
def in_bulk():
    """The index is made when all words are there."""
    with connection.cursor() as cursor:
        cursor.execute("DROP INDEX IF EXISTS search_words_vector")
    try:
        yield
    finally:
        settle()


def settle() -> None:
    """There is an index, also where a rebuild was killed."""
    local = "LOCAL " if connection.in_atomic_block else ""
    with connection.cursor() as cursor:
        cursor.execute(f"SET {local}maintenance_work_mem = '512MB'")
        cursor.execute(INDEX)
        cursor.execute("RESET maintenance_work_mem")


def tidy() -> None:
    with connection.cursor() as cursor:
        for table in ("search_words", "search_document", "search_term"):
            cursor.execute(f"ANALYZE {table}")


def drop(rows: list[tuple[int, bytes]]) -> None:
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM search_words WHERE id = ANY(%s)", [[id for id, _packed in rows]])


def write(part) -> str:
    """The expression as a tsquery. Tokens are letters and digits, so nothing in them can be taken for syntax."""
    match part:
        case e.Has("title", found):
            return f"({' <-> '.join(f'{chr(39)}{word}{chr(39)}:A' for word in found)})"
        case e.Has("text", found):
            return f"({' <-> '.join(f'{chr(39)}{word}{chr(39)}' for word in found)})"
        case e.Has("marks", found):
            return f"({' | '.join(f'{chr(39)}={mark}{chr(39)}' for mark in found)})"
        case e.Has(where, found):
            return f"({' | '.join(f'{chr(39)}~{tokens.SIGNS[where]}{stem}{chr(39)}' for stem in found)})"
        case e.All(parts):
            return f"({' & '.join(map(write, parts))})"
        case e.Any(parts):
            return f"({' | '.join(map(write, parts))})"
        case e.But(this, without):
            return f"({write(this)} & !{write(without)})"
    raise TypeError(part)


def newest(
    columns: str, matching, where: str, params: list, limit: int, before: int, after: int, rare: bool = False
) -> list[tuple]:
    """The newest documents that fit, with numbers from `after` up to `before`; read slice by slice (see slices.py) where they
    aren't `rare`. `where` is about the row `d`."""
    sql = f"""SELECT {columns} FROM search_matching(%s::tsquery) w(id) JOIN search_document d ON d.id = w.id
              WHERE w.id >= %s AND w.id < %s AND {where}
              ORDER BY d.id DESC LIMIT %s"""
    query, found = write(matching), []
    steps = [([], before)] if rare else slices.back(min(before - 1, last()), max(after, 1))
    with connection.cursor() as cursor:
        for marks, end in steps:
            slice = write(e.all_of(matching, e.Has("marks", tuple(marks)))) if marks else query
            cursor.execute(sql, [slice, after, min(before, end), *params, limit - len(found)])
            found += cursor.fetchall()
            if len(found) >= limit:
                break
    return found


def known(rows: list[tuple[int, bytes]]) -> list[tuple[set[str], set[str]]]:
    """The words in the title, and all words, of documents that are there."""
    sql = """SELECT array(SELECT lexeme FROM unnest(vector) WHERE 'A' = ANY(weights)),
                    array(SELECT lexeme FROM unnest(vector) WHERE lexeme ~ '^[a-z0-9]')
             FROM search_words WHERE id = ANY(%s)"""
    with connection.cursor() as cursor:
        cursor.execute(sql, [[id for id, _packed in rows]])
        return [(set(title), set(every)) for title, every in cursor.fetchall()]


def ids(after: int, until: int) -> list[int]:
    """The numbers of which there are words, above `after`, up to `until`."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT id FROM search_words WHERE id > %s AND id <= %s", [after, until])
        return [id for (id,) in cursor.fetchall()]


def last() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT max(id) FROM search_words")
        return cursor.fetchone()[0] or 0


def forget_words(ids: set[int]) -> None:
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM search_words WHERE id = ANY(%s)", [list(ids)])
