"""Slices of time for PostgreSQL, whose index for words knows no order: it would read a million documents to show twenty.

Every document is marked with its day, its eight days and its sixty-four days. A question is put to the newest day first, then to
older and wider slices, until enough was found; what is older than the last slice is asked for at once.
"""

from collections.abc import Iterator

from kring.core.search.moments import A_MINUTE

A_DAY = A_MINUTE * 60 * 24  # numbers
SIZES = {"d": 1, "e": 8, "f": 64}  # mark → days
MORE = 4  # of the widest, after the first


def back(newest: int, oldest: int) -> Iterator[tuple[list[str], int]]:
    """From the day of `newest` back to `oldest`: marks of which a slice's documents have one; at last none, and the number that all
    that is left is below."""
    day, last = newest // A_DAY, oldest // A_DAY
    end = 2**62
    yield [f"d{day}"], end
    day -= 1
    for name, wider in (("d", 8), ("e", 64)):
        marks = []
        while (day + 1) % wider and day >= last:
            marks.append(f"{name}{day // SIZES[name]}")
            day -= SIZES[name]
        if marks:
            yield marks, end
    for number in (1, MORE):
        if day >= last:
            yield [f"f{day // 64 - more}" for more in range(number)], end
            day -= 64 * number
    if day >= last:
        yield [], (day + 1) * A_DAY
