"""How well words fit a title and a text. The texts of the best candidates only are read."""

import zlib
from itertools import pairwise

from kring.core.content.models import Comment, Content
from kring.core.content.text import plain
from kring.core.search import words
from kring.core.search.models import FileWords
from kring.core.search.ranking import Candidate
from kring.core.search.wording import Wanted, Wording

READ = 25  # candidates
LONGEST = 6_000  # characters of each
USUAL = 120  # words
WIDER = 0.6
PHRASED = 8.0  # the rarity of words in quotes


class Looked:
    """For a stem, which words of the question it answers to, and how well."""

    def __init__(self, wording: Wording):
        phrased = [
            Wanted(word, words.stems(word), rarity=PHRASED) for phrase in wording.phrases for word in phrase
        ]
        wanted = [*wording.wanted, *phrased]
        self.rarities = [one.rarity for one in wanted]
        self.whole = sum(self.rarities) or 1.0
        self.worth: dict[str, dict[int, float]] = {}
        self.answers: dict[str, dict[int, float]] = {}
        for place, one in enumerate(wording.wanted):
            self._add(place, one.wider, WIDER)
            self._add(place, words.all_stems(one.parts), WIDER / 2)
        for pair, stems in wording.joined.items():
            for place in pair:
                self._add(place, stems, 1.0)
        for place, one in enumerate(wanted):
            self._add(place, one.stems, 1.0)

    def _add(self, place: int, stems, worth: float) -> None:
        for stem in stems:
            self.worth.setdefault(stem, {})[place] = worth

    def of(self, word: str) -> dict[int, float]:
        """Place in the question → how well, for a word of a text."""
        if word not in self.answers:
            self.answers[word] = self._of(word)
        return self.answers[word]

    def _of(self, word: str) -> dict[int, float]:
        found: dict[int, float] = {}
        for stem in words.stems(word):
            for place, worth in self.worth.get(stem, {}).items():
                found[place] = max(worth, found.get(place, 0.0))
        return found


def in_titles(candidates: list[Candidate], looked: Looked) -> None:
    """How much of the question stands in the title, and how much of the title was asked for. A comment has none."""
    for candidate in candidates:
        if candidate.title and candidate.what != "comment":
            told = [word for word in words.of(candidate.title) if word not in words.COMMON]
            found = [(word, places) for word in told if (places := looked.of(word))]
            best: dict[int, float] = {}
            for _word, places in found:
                for place, worth in places.items():
                    best[place] = max(worth, best.get(place, 0.0))
            candidate.titled = sum(looked.rarities[p] * worth for p, worth in best.items()) / looked.whole
            candidate.cover = len(found) / len(told) if told else 0.0


def in_texts(candidates: list[Candidate], looked: Looked) -> None:
    """Read these and weigh what stands in them. The caller has asked who may see them."""
    texts = _texts(candidates)
    for candidate in candidates:
        candidate.text = _weight(words.of(texts.get(candidate.id, "")), looked)


def _texts(candidates: list[Candidate]) -> dict[int, str]:
    ids = {
        what: {c.object_id: c.id for c in candidates if c.what == what}
        for what in ("content", "comment", "file")
    }
    found: dict[int, str] = {}
    if these := ids["content"]:
        rows = Content.objects.filter(pk__in=these).values_list("pk", "title", "body")  # seen: by the caller
        found |= {these[pk]: f"{title} {plain(body[: 2 * LONGEST])[:LONGEST]}" for pk, title, body in rows}
    if these := ids["comment"]:
        rows = Comment.objects.filter(pk__in=these).values_list("pk", "body")  # seen: by the caller
        found |= {these[pk]: plain(body[: 2 * LONGEST])[:LONGEST] for pk, body in rows}
    if these := ids["file"]:
        for pk, packed in FileWords.objects.filter(pk__in=these).values_list("pk", "packed"):
            text = zlib.decompressobj().decompress(bytes(packed), 2 * LONGEST)
            found[these[pk]] = text.decode(errors="ignore")[:LONGEST]
    return found


def _weight(told: list[str], looked: Looked) -> float:
    """Σ rarity · (0.5 + f / (f + 1.2 · (0.25 + 0.75 · length / usual))) / Σ rarity, the saturation of BM25 (Robertson et al., 1994);
    and up to a quarter more where words of the question stand next to each other."""
    if not told or not looked.rarities:
        return 1.0
    times = [0.0] * len(looked.rarities)
    places: list[tuple[int, int]] = []
    for at, word in enumerate(told):
        for place, worth in looked.of(word).items():
            times[place] += worth
            places.append((at, place))
    short = 1.2 * (0.25 + 0.75 * len(told) / USUAL)
    weight = (
        sum(r * (0.5 + f / (f + short)) for r, f in zip(looked.rarities, times, strict=True)) / looked.whole
    )
    return weight * (1 + 0.25 * _nearness(places, len(times)))


def _nearness(places: list[tuple[int, int]], number: int) -> float:
    """1 where two different words stand side by side, less the farther apart; 0 for a single word."""
    if number < 2:
        return 0.0
    gaps = [b - a for (a, one), (b, other) in pairwise(places) if one != other]
    return 1 / max(1, min(gaps)) if gaps else 0.0
