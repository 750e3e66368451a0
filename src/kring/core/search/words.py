"""Words as search knows them: small letters and digits without accents, and their stems in Dutch and in English at once.

Both databases index the very same tokens, made here.
"""

import re
from functools import lru_cache
from unicodedata import normalize

import Stemmer

from kring.core.people.words import split

MOST = 20_000  # words of one document
LONGEST = 40
HYPHENED = re.compile(r"\b\w+(?:[-‐‑’']\w+)+")  # \b: else a long word takes minutes
BARE = re.compile(r"[-‐‑’']")
PLAIN = dict.fromkeys(range(768, 880)) | str.maketrans("‘’“”–—•·«»", '\'\'""--  ""')

# What a question asks for in passing; it is looked for only where nothing else was typed.
COMMON = frozenset(
    """aan al alle als ben bij dan dat de deze die dit doe door een en er ga geen had heb hebben heeft het hij hoe ik in is
    je kan kun kunnen maar me mee meer met mij mijn moet naar niet nog nu of om ook op over te tot u uit van veel voor waar
    waarom wanneer was wat we wel welke werd wie wij wil word worden wordt ze zijn zo zonder
    a about after all an and any are as at be been but by can could did do does for from had has have how i if into it its
    me my no not on or our should so than that the their there they this to us was were what when where which who why will
    with would you your s""".split()
)

_dutch = Stemmer.Stemmer("dutch", 0)
_english = Stemmer.Stemmer("english", 0)


def bare(text: str) -> str:
    """Without accents, as far as that goes quickly; what else there is (ø, ß, 日本) is left to `split`."""
    return text if text.isascii() else normalize("NFKD", text).translate(PLAIN)


def of(text: str) -> list[str]:
    """“Zoë’s e-mail” → zoe, s, e, mail."""
    found = split(bare(text))[:MOST]
    return [word[:LONGEST] for word in found] if any(len(word) > LONGEST for word in found) else found


def joined(text: str) -> list[str]:
    """What is written with a hyphen as one word too: “e-mail” → email."""
    return [word for match in HYPHENED.findall(text)[:MOST] for word in of(BARE.sub("", match))]


@lru_cache(200_000)
def stems(word: str) -> tuple[str, ...]:
    """The stems of a word: one, where both languages agree."""
    dutch, english = _dutch.stemWord(word), _english.stemWord(word)
    return (dutch,) if dutch == english else (dutch, english)


def asked(word: str) -> tuple[str, ...]:
    """The stems by which it is looked for: not what a language's rules leave too little of (“visserij” isn't “vis”)."""
    kept = tuple(stem for stem in stems(word) if 2 * len(stem) >= len(word))
    return kept or stems(word)


def all_stems(words) -> set[str]:
    return {stem for word in set(words) for stem in stems(word)}
