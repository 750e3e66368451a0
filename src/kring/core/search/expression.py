"""What a document has to hold, as a small tree that each engine writes in its own language.

`Has(where, words)`: one of the words stands there; in “title” and “text” (title or body), the phrase that they make. Other
places are “marks” and the sorts of stems (see tokens.py).
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Has:
    where: str
    words: tuple[str, ...]


@dataclass(frozen=True)
class All:
    parts: tuple


@dataclass(frozen=True)
class Any:
    parts: tuple


@dataclass(frozen=True)
class But:
    """What fits the first and not the second."""

    this: object
    without: object


def all_of(*parts):
    kept = tuple(part for part in parts if part is not None)
    return kept[0] if len(kept) == 1 else All(kept)


def any_of(*parts):
    kept = tuple(part for part in parts if part is not None)
    return kept[0] if len(kept) == 1 else Any(kept)
