"""Rows that stay calm however many things there are: the first few stand in sight, the rest behind “More”."""

from collections.abc import Callable, Sequence

KINDS = 5
PLACES = 5


def fold(items: Sequence, most: int, chosen: Callable[..., bool]) -> tuple[list, list]:
    """The first `most` and the chosen one, and the rest; all of them where only one would be left."""
    if len(items) <= most + 1:
        return list(items), []
    near = [item for number, item in enumerate(items) if number < most or chosen(item)]
    return near, [item for item in items if item not in near]


def fold_kinds(kinds: Sequence, chosen: str = "", most: int = KINDS) -> tuple[list, list]:
    """The same for kinds, by the slug of the chosen one; templates call it."""
    return fold(kinds, most, lambda kind: kind.slug == chosen)
