"""What makes a record the same one when it comes again, and what shows that it has changed."""

from hashlib import blake2b

import orjson

LONGEST = 250


def key_of(*parts: str) -> str:
    """One id of several parts; a long one by its fingerprint."""
    key = "|".join(parts)
    return key if len(key) <= LONGEST else "h:" + fingerprint(key)


def fingerprint(words: str) -> str:
    return blake2b(words.encode(), digest_size=16).hexdigest()


def file_key(type: str, id: str, path: str) -> str:
    """One file of one record; its path can be read back from it."""
    key = key_of(type, id, path)
    return key if not key.startswith("h:") else f"{key}|{path}" if len(path) < LONGEST - 40 else key


def path_in(key: str, type: str, id: str) -> str | None:
    """The path in such a key; None where it was too long to stay."""
    start = f"{type}|{id}|"
    if key.startswith(start):
        return key[len(start) :]
    return key.partition("|")[2] or None if key.startswith("h:") else None


def digest_of(record: dict, sizes=()) -> str:
    """The same for the same record, whatever the order of its fields; `sizes` are those of the files that it names."""
    raw = orjson.dumps(record, option=orjson.OPT_SORT_KEYS)
    return blake2b(raw + repr(sizes).encode() if sizes else raw, digest_size=16).hexdigest()
