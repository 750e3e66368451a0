"""What makes a record the same one when it comes again, and what shows that it has changed."""

from hashlib import blake2b

import orjson

LONGEST = 250


def key_of(*parts: str) -> str:
    """One id of several parts; a long one by its fingerprint."""
    key = "|".join(parts)
    return key if len(key) <= LONGEST else "h:" + blake2b(key.encode(), digest_size=16).hexdigest()


def digest_of(record: dict, sizes=()) -> str:
    """The same for the same record, whatever the order of its fields; `sizes` are those of the files that it names."""
    raw = orjson.dumps(record, option=orjson.OPT_SORT_KEYS)
    return blake2b(raw + repr(sizes).encode() if sizes else raw, digest_size=16).hexdigest()
