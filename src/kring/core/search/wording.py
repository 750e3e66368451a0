"""What a question looks for: every word with the alternatives that mean the same, as an expression for the index."""

from dataclasses import dataclass, field

from kring.core.search import words
from kring.core.search.asking import Question
from kring.core.search.expression import But, Has, all_of, any_of

RARE = 1_000
TITLES = ("titlestems", "titlenames")


@dataclass
class Wanted:
    """One word of a question. `stems` are its own; `wider` those of compounds with it, or of the words that it may be a slip of
    (`near`); `stands` is False where this person finds nothing by it; `parts` are the two words that it is made of, next to each other. `rarity` weighs it, by its number of `documents`."""

    word: str
    stems: tuple[str, ...]
    wider: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()
    documents: int = 0
    rarity: float = 1.0
    near: tuple[str, ...] = ()
    stands: bool = True

    def has(self, where: str, wide: bool):
        stems = self.stems + (self.wider if wide else ())
        parts = Has("title" if where in TITLES else "text", self.parts) if self.parts and wide else None
        return any_of(Has(where, stems), parts)


@dataclass
class Wording:
    """A question's words. `joined` holds, for two neighbours (their places), the stems of both as one word."""

    wanted: list[Wanted] = field(default_factory=list)
    phrases: tuple[tuple[str, ...], ...] = ()
    without: tuple[tuple[str, ...], ...] = ()
    joined: dict[tuple[int, int], tuple[str, ...]] = field(default_factory=dict)

    @property
    def is_empty(self) -> bool:
        return not self.wanted and not self.phrases

    @property
    def is_rare(self) -> bool:
        """Few documents hold one of the words, so that all of them can be read."""
        return any(one.documents < RARE for one in self.wanted)

    @property
    def is_wide(self) -> bool:
        return bool(self.joined) or any(wanted.wider or wanted.parts for wanted in self.wanted)

    def expression(self, where: str = "stems", wide: bool = True, only: tuple[int, ...] | None = None):
        """Everything together; of the words those at the places `only`. None where there is nothing to look for."""
        places = range(len(self.wanted)) if only is None else only
        parts = [self._at(place, where, wide) for place in places]
        parts += [Has("text", phrase) for phrase in self.phrases]
        if not parts:
            return None
        whole = all_of(*parts)
        for phrase in self.without:
            whole = But(whole, self._left_out(phrase, where))
        return whole

    @staticmethod
    def _left_out(phrase: tuple[str, ...], where: str):
        if len(phrase) > 1:
            return Has("text", phrase)
        return Has({"titlestems": "stems", "titlenames": "names"}.get(where, where), words.stems(phrase[0]))

    def _at(self, place: int, where: str, wide: bool):
        joined = [Has(where, stems) for pair, stems in self.joined.items() if place in pair] if wide else []
        return any_of(self.wanted[place].has(where, wide), *joined)


def plainly(question: Question) -> Wording:
    """The words as they were typed. Those that stand in every text count only where there are no others."""
    kept = [word for word in question.words if word not in words.COMMON]
    if not kept and not question.phrases:
        kept = list(question.words)
    split = [tuple(phrase.split()) for phrase in (*question.phrases, *question.without)]
    number = len(question.phrases)
    wanted = [Wanted(word, words.asked(word)) for word in kept]
    return Wording(wanted, tuple(split[:number]), tuple(split[number:]))
