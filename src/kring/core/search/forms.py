"""Forms of a word that Dutch stemming misses: “levert” of “leveren” and “levering”, “verslagen” of “verslag”, “kinderen” of “kind”.

They are looked for beside its stems, and only where the vocabulary has them.
"""

import re

from kring.core.search import words

# One and several of it, where the vowel changes or more than “en” is added; also at the end of a compound.
ODD = dict(
    pair.split("/")
    for pair in """bad/baden bedrag/bedragen bevel/bevelen blad/bladen dag/dagen dak/daken gat/gaten gebed/gebeden gebod/geboden
    gebrek/gebreken glas/glazen goed/goederen hof/hoven kind/kinderen lid/leden lied/liederen lot/loten oorlog/oorlogen
    pad/paden schip/schepen slag/slagen slot/sloten spel/spelen stad/steden vat/vaten verdrag/verdragen verlof/verloven
    weg/wegen""".split()
)
SINGLE = re.compile(f"(.*)({'|'.join(ODD)})")
PLURAL = re.compile(f"(.*)({'|'.join(ODD.values())})")
BACK = {several: one for one, several in ODD.items()}
UNSTRESSED = re.compile(r".*[aeiouy][^aeiouy]+(?:e[lmnr]|ig)")  # “lever”: its vowel stays short in “leveren”
LENGTHENED = re.compile(r"(.*[aeiouy][^aeiouy]+e)e([lmnr])")  # as stemming has it: “leveer”
SHORTEST = 3


def possible(word: str) -> set[str]:
    """All that have to be looked up to say which forms there are."""
    return {root + end for root in _roots(word) for end in ("", "t", "en")} | _odd(word)


def of(word: str, known) -> set[str]:
    """The other forms of a word, of words that are `known`."""
    found = _odd(word)
    for root in _roots(word):
        if (root + "en" == word or root + "en" in known) and _is_whole(root):
            found |= {root, f"{root}t", f"{root}en"}
    return {form for form in found if form in known and form != word}


def _roots(word: str) -> set[str]:
    stems = words.stems(word)
    short = (match[1] + match[2] for match in map(LENGTHENED.fullmatch, stems) if match)
    roots = {word, word.removesuffix("en"), word.removesuffix("t"), *stems, *short}
    return {root for root in roots if len(root) >= SHORTEST and root.isalpha()}


def _is_whole(root: str) -> bool:
    """Whether “-en” leaves its vowel as it is: “weten” isn't a form of “wet”."""
    return root in words.stems(f"{root}en") or UNSTRESSED.fullmatch(root) is not None


def _odd(word: str) -> set[str]:
    one, several = PLURAL.fullmatch(word), SINGLE.fullmatch(word)
    found = {one[1] + BACK[one[2]]} if one else set()
    return found | ({several[1] + ODD[several[2]]} if several else set())
