"""SQLite: an FTS5 table without content. It forgets a document only when it is told the words again, so those are kept packed."""

import zlib
from contextlib import contextmanager

from django.db import connection

from kring.core.search import expression as e
from kring.core.search import tokens

COLUMNS = "rowid, title, body, stems, marks"
PUT = f"INSERT INTO search_words({COLUMNS}) VALUES (%s, %s, %s, %s, %s)"
DROP = f"INSERT INTO search_words(search_words, {COLUMNS}) VALUES ('delete', %s, %s, %s, %s, %s)"
NEVER = 1_999  # pieces, beyond which FTS5 puts them together at once, and everybody waits
PAGES = 1_000  # of the index, merged in a step
CACHE = -400_000  # KiB, of a rebuild alone
PHRASE_IN = {"title": "title", "text": "{title body}"}


def marks_of(minute: int) -> list[str]:
    """None: rows are read newest first anyway."""
    return []


def pack(title: list[str], body: list[str], extra: list[str], marks: list[str]) -> bytes:
    """What the index must be told to forget it all again."""
    return zlib.compress("\n".join(" ".join(part) for part in (title, body, extra, marks)).encode(), 1)


def unpack(packed) -> list[list[str]]:
    return [part.split(" ") if part else [] for part in zlib.decompress(bytes(packed)).decode().split("\n")]


def row(title: list[str], body: list[str], extra: list[str], marks: list[str]) -> tuple[str, ...]:
    stems = " ".join(sorted(tokens.of(title, body, extra, marks)))
    return " ".join(title), " ".join(body), stems, " ".join(marks)


def put(rows: list[tuple[int, tuple]]) -> None:
    """Rows of (document id, (title, body, extra, marks)), none of which is there."""
    write_rows([(id, row(*parts)) for id, parts in rows])


def write_rows(rows: list[tuple[int, tuple]]) -> None:
    """The same with what `row` made of them."""
    with connection.cursor() as cursor:
        cursor.executemany(PUT, [(id, *columns) for id, columns in rows])


def wipe() -> None:
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO search_words(search_words) VALUES ('delete-all')")
        cursor.execute("DELETE FROM search_document")
        cursor.execute("DELETE FROM search_term")


@contextmanager
def in_bulk():
    """Much is kept in memory before it is written: a piece for every batch. `tidy` puts all of them together, and reads each once."""
    forget_sizes()
    _set(hashsize=256 * 2**20, automerge=0, crisismerge=NEVER)
    with connection.cursor() as cursor:
        usual = cursor.execute("PRAGMA cache_size").fetchone()[0]
        cursor.execute(f"PRAGMA cache_size = {CACHE}")
    try:
        yield
    finally:
        settle()
        with connection.cursor() as cursor:
            cursor.execute(f"PRAGMA cache_size = {usual}")


def forget_sizes() -> None:
    """Take back what ANALYZE found while the index was small: going by that, FTS5 would read all there is for every piece it drops."""
    with connection.cursor() as cursor:
        if "sqlite_stat1" not in connection.introspection.table_names(cursor):
            return
        cursor.execute("DELETE FROM sqlite_stat1 WHERE tbl LIKE 'search|_words|_%' ESCAPE '|'")
    if not connection.in_atomic_block:
        connection.close()  # a connection keeps the sizes that it read when it was opened


def settle() -> None:
    """As it is when little is written at once; the table remembers it, also where a rebuild was killed."""
    _set(hashsize=2**20, automerge=4, usermerge=4, crisismerge=64)


def tidy() -> None:
    """One piece of all: fewer places to look at. In steps, so that others write in between."""
    pages = -PAGES  # a negative number begins with all pieces
    while _changed("merge", pages) > 1:
        pages = PAGES


def _set(**options: int) -> None:
    with connection.cursor() as cursor:
        for name, value in options.items():
            cursor.execute("INSERT INTO search_words(search_words, rank) VALUES (%s, %s)", [name, value])


def _changed(name: str, rank: int) -> int:
    """Do it; how many rows that changed. FTS5 says by one row only that nothing is left to merge."""
    with connection.cursor() as cursor:
        before = cursor.execute("SELECT total_changes()").fetchone()[0]
        _set(**{name: rank})
        return cursor.execute("SELECT total_changes()").fetchone()[0] - before


def drop(rows: list[tuple[int, bytes]]) -> None:
    """Rows of (document id, what `pack` made of it)."""
    with connection.cursor() as cursor:
        cursor.executemany(DROP, [(id, *row(*unpack(packed))) for id, packed in rows])


def write(part) -> str:
    """The expression as FTS5 reads it. Tokens are letters and digits, so nothing in them can be taken for syntax."""
    match part:
        case e.Has(where, found) if where in PHRASE_IN:
            return f'{PHRASE_IN[where]} : "{" ".join(found)}"'
        case e.Has("marks", found):
            return f"marks : ({' OR '.join(found)})"
        case e.Has(where, found):
            return (
                f"stems : ({' OR '.join(f'{chr(34)}{tokens.SIGNS[where]}{stem}{chr(34)}' for stem in found)})"
            )
        case e.All(parts):
            return f"({' AND '.join(map(write, parts))})"
        case e.Any(parts):
            return f"({' OR '.join(map(write, parts))})"
        case e.But(this, without):
            return f"({write(this)} NOT {write(without)})"
    raise TypeError(part)


def newest(
    columns: str, matching, where: str, params: list, limit: int, before: int, after: int, rare: bool = False
) -> list[tuple]:
    """The newest documents that fit, with numbers from `after` up to `before`: they are read in this order. `where` is about the row `d`."""
    sql = f"""SELECT {columns} FROM search_words CROSS JOIN search_document d ON d.id = search_words.rowid
              WHERE search_words MATCH %s AND search_words.rowid >= %s AND search_words.rowid < %s AND {where}
              ORDER BY search_words.rowid DESC LIMIT %s"""
    with connection.cursor() as cursor:
        cursor.execute(sql, [write(matching), after, before, *params, limit])
        return cursor.fetchall()


def known(rows: list[tuple[int, bytes]]) -> list[tuple[set[str], set[str]]]:
    """The words in the title, and all words, of documents that are there."""
    unpacked = [unpack(packed) for _id, packed in rows]
    return [(set(title), {*title, *body, *extra}) for title, body, extra, _marks in unpacked]


EVERY = "marks : (wcontent OR wcomment OR wfile OR wperson OR wgroup OR wtopic)"


def ids(after: int, until: int) -> list[int]:
    """The numbers of which there are words, above `after`, up to `until`."""
    sql = "SELECT rowid FROM search_words WHERE search_words MATCH %s AND rowid > %s AND rowid <= %s"
    with connection.cursor() as cursor:
        cursor.execute(sql, [EVERY, after, until])
        return [id for (id,) in cursor.fetchall()]


def last() -> int:
    sql = "SELECT rowid FROM search_words WHERE search_words MATCH %s ORDER BY rowid DESC LIMIT 1"
    with connection.cursor() as cursor:
        cursor.execute(sql, [EVERY])
        return (cursor.fetchone() or (0,))[0]


def forget_words(ids: set[int]) -> None:
    """Words whose document is gone can't be told apart here: they lead nowhere, and a rebuild forgets them."""
