"""Which elements of two lists belong together: a patience difference, whose work is bounded however odd the lists are.

Elements that occur once in both are the anchors; between two anchors the same is done again. What has no anchors is
compared closely where it is short, and counts as replaced where it is long.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from itertools import pairwise

SHORT = 40_000  # elements of one list times those of the other, to be compared closely
MOST_WORK = 4_000_000  # elements looked at, all together


def pairs(a: Sequence[str], b: Sequence[str]) -> list[tuple[int, int]]:
    """The places (in `a`, in `b`) of the elements that stay, in their order."""
    found: list[tuple[int, int]] = []
    waiting, work = [(0, len(a), 0, len(b))], 0
    while waiting:
        low_a, high_a, low_b, high_b = waiting.pop()
        while low_a < high_a and low_b < high_b and a[low_a] == b[low_b]:
            found.append((low_a, low_b))
            low_a, low_b = low_a + 1, low_b + 1
        while low_a < high_a and low_b < high_b and a[high_a - 1] == b[high_b - 1]:
            high_a, high_b = high_a - 1, high_b - 1
            found.append((high_a, high_b))
        size = (high_a - low_a) * (high_b - low_b)
        work += high_a - low_a + high_b - low_b
        if not size or work > MOST_WORK:
            continue
        anchors = _anchors(a, b, low_a, high_a, low_b, high_b)
        if anchors:
            ends = [(low_a - 1, low_b - 1), *anchors, (high_a, high_b)]
            found += anchors
            waiting += [(one[0] + 1, other[0], one[1] + 1, other[1]) for one, other in pairwise(ends)]
        elif size <= SHORT:
            work += size // 20
            close = SequenceMatcher(None, a[low_a:high_a], b[low_b:high_b], autojunk=False)
            for at_a, at_b, length in close.get_matching_blocks():
                found += [(low_a + at_a + n, low_b + at_b + n) for n in range(length)]
    return sorted(found)


def _anchors(a, b, low_a, high_a, low_b, high_b) -> list[tuple[int, int]]:
    """Elements that occur once in both parts, as many as keep their order (the longest rising row of their places)."""
    once_a = {e for e, n in Counter(a[low_a:high_a]).items() if n == 1}
    once = {e for e, n in Counter(b[low_b:high_b]).items() if n == 1 and e in once_a}
    if not once:
        return []
    place = {b[at]: at for at in range(low_b, high_b) if b[at] in once}
    common = [(at, place[a[at]]) for at in range(low_a, high_a) if a[at] in once]
    ends: list[int] = []
    last: list[int] = []
    before = [-1] * len(common)
    for number, (_at, there) in enumerate(common):
        slot = bisect_left(ends, there)
        before[number] = last[slot - 1] if slot else -1
        ends[slot : slot + 1], last[slot : slot + 1] = [there], [number]
    row, number = [], last[-1]
    while number >= 0:
        row.append(common[number])
        number = before[number]
    return row[::-1]


def runs(a: Sequence[str], b: Sequence[str]) -> Iterator[tuple[bool, Sequence[str], Sequence[str]]]:
    """The two lists from front to back as (stays, part of `a`, part of `b`)."""
    at_a = at_b = begin = 0
    found = [*pairs(a, b), (len(a), len(b))]
    for number, (here_a, here_b) in enumerate(found):
        if (here_a, here_b) != (at_a, at_b) or number == len(found) - 1:
            if number > begin:
                length = number - begin
                yield True, a[at_a - length : at_a], b[at_b - length : at_b]
            if here_a > at_a or here_b > at_b:
                yield False, a[at_a:here_a], b[at_b:here_b]
            begin = number
        at_a, at_b = here_a + 1, here_b + 1
