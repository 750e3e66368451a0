"""How large the worlds are."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Size:
    name: str
    items: int
    people: int
    groups: int  # the organisation's own group comes on top
    comments: int
    reactions: int
    topics: int = 40


SIZES = {
    size.name: size
    for size in (
        Size("tiny", 300, 30, 8, 900, 1_800, 8),
        Size("small", 10_000, 500, 20, 30_000, 60_000),
        Size("large", 1_000_000, 10_000, 500, 3_000_000, 6_000_000, 200),
    )
}
BUSY_IN = 12
"""How many of the busiest groups the busy person of every world is in, so that worlds can be compared."""

QUIET_IN = 3
