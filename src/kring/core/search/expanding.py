"""More ways to say the same: Dutch writes as one word what others write as two.

“regeling” finds “vakantieregeling”, “vakantie dagen” finds “vakantiedagen”, and the other way round.
"""

import math
import re

from kring.core.search import forms, vocabulary, words
from kring.core.search.wording import Wording

SHORTEST = 4  # letters of a part that is looked for within other words
LEAST = 3  # letters of the rest
AT_END, AT_BEGINNING = 12, 12  # compounds of each sort
BETWEEN = ("", "s", "e", "en")
BINDING = ("s", "en", "ing", "ings")  # at the beginning of what follows
APART = re.compile(
    r"(?:aan|af|bij|in|mee|na|om|op|terug|toe|uit|voor|weg)(\w{3,}en)"
)  # “inleveren”: ik lever het in
ALL = 1_000_000  # documents, for weighing


def widen(wording: Wording) -> None:
    """Add to every word its other forms and its compounds, and to neighbours what they are as one; say how rare each is."""
    wanted = wording.wanted
    verbs = {one.word: APART.findall(one.word) for one in wanted}
    parts = {part for one in wanted for part in _parts_of(one.word)}
    typed = {word for one in wanted for word in (one.word, *verbs[one.word])}
    known = vocabulary.documents(parts.union(*map(forms.possible, typed), typed))
    compounds = _compounds([one.word for one in wanted])
    for one in wanted:
        others = forms.of(one.word, known)
        one.stems = tuple(dict.fromkeys((*one.stems, *sorted(words.all_stems(others)))))
        apart = {
            verb for whole in verbs[one.word] for verb in (whole, *forms.of(whole, known)) if verb in known
        }
        wider = {**compounds[one.word], **{verb: known[verb] for verb in apart}}
        one.documents = known.get(one.word, 0) + sum(known[form] for form in others) + sum(wider.values())
        one.rarity = math.log(1 + ALL / (1 + one.documents))
        one.wider = tuple(sorted(words.all_stems(wider) - set(one.stems)))
        one.parts = _split(one.word, known)
    for place in range(len(wanted) - 1):
        first, second = wanted[place].word, wanted[place + 1].word
        if len(first) >= LEAST and len(second) >= LEAST:
            joined = words.all_stems(f"{first}{between}{second}" for between in BETWEEN)
            wording.joined[place, place + 1] = tuple(sorted(joined))


def _compounds(found: list[str]) -> dict[str, dict[str, int]]:
    """Words of the vocabulary that are one of these and another word, at its end or at its beginning; with their documents."""
    last = [(word, form) for word in dict.fromkeys(found) for form in _forms(word)]
    first = [(word, min(_forms(word), key=len)) for word in dict.fromkeys(found) if _forms(word)]
    asked = [("backwards", form[::-1]) for _word, form in last] + [("word", form) for _word, form in first]
    answers = vocabulary.ranges(asked)
    ends = [_rest(pair, answer, end=True) for pair, answer in zip(last, answers[: len(last)], strict=True)]
    begins = [
        _rest(pair, answer, end=False) for pair, answer in zip(first, answers[len(last) :], strict=True)
    ]
    rests = {r for some in (*ends, *begins) for _word, _whole, rest, _n in some for r in _bare(rest)}
    known = vocabulary.documents(rests)
    compounds: dict[str, dict[str, int]] = {word: {} for word in found}
    for most, sides in ((AT_END, ends), (AT_BEGINNING, begins)):
        for word in dict.fromkeys(found):
            these = [
                (n, whole)
                for some in sides
                for w, whole, rest, n in some
                if w == word and _bare(rest) & known.keys()
            ]
            compounds[word] |= {whole: n for n, whole in sorted(set(these), reverse=True)[:most]}
    return compounds


def _forms(word: str) -> list[str]:
    """A word as it may stand within another: one, or several of it."""
    forms = {word, word.removesuffix("en"), word.removesuffix("s"), f"{word}en", f"{word}s"}
    return (
        sorted(form for form in forms if len(form) >= SHORTEST)
        if len(word) >= SHORTEST and not word.isdecimal()
        else []
    )


def _rest(pair, answer, end: bool) -> list[tuple[str, str, str, int]]:
    word, form = pair
    cut = (lambda whole: whole[: -len(form)]) if end else (lambda whole: whole[len(form) :])
    return [(word, whole, rest, number) for whole, number in answer if len(rest := cut(whole)) >= LEAST]


def _bare(rest: str) -> set[str]:
    """What is left of a compound, without the letters that bind."""
    bare = {
        rest,
        *(rest.removesuffix(letters) for letters in BETWEEN),
        *(rest.removeprefix(letters) for letters in BINDING),
    }
    return {word for word in bare if len(word) >= LEAST}


def _parts_of(word: str) -> set[str]:
    return {part for cut in range(LEAST, len(word) - LEAST + 1) for part in (word[:cut], word[cut:])}


def _split(word: str, known: dict[str, int]) -> tuple[str, ...]:
    """The two words that it is made of, if they are words here."""
    cuts = range(LEAST, len(word) - LEAST + 1)
    pairs = [(word[:cut], word[cut:]) for cut in cuts if word[:cut] in known and word[cut:] in known]
    return max(pairs, key=lambda pair: min(known[part] for part in pair), default=())
