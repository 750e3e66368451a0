"""Stems as they stand in the index, the same in both databases: each sort under a sign of its own, which no word has in it.

A sort of its own means a list of its own: to look for a word in titles, the million texts that hold it aren't read.
"""

from kring.core.search import words

SIGNS = {"stems": "", "titlestems": "ü", "names": "ø", "titlenames": "øü"}
NAMED = frozenset(("wperson", "wgroup", "wtopic"))  # they are looked for by themselves: under “names”


def of(title: list[str], body: list[str], extra: list[str], marks: list[str]) -> set[str]:
    """The stems of a document. The first of its marks says what it is."""
    of_title = words.all_stems(title)
    every = of_title | words.all_stems(body) | words.all_stems(extra)
    whole, titled = ("names", "titlenames") if marks[0] in NAMED else ("stems", "titlestems")
    return {SIGNS[whole] + stem for stem in every} | {SIGNS[titled] + stem for stem in of_title}
