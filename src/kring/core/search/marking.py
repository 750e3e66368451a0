"""The sentence that shows why something was found, its words marked; everything else escaped."""

import re

from markupsafe import Markup, escape

from kring.core.search import words

SENTENCE = re.compile(r"[^.!?\n]+[.!?]*\s*")
WORD = re.compile(r"[^\W_]+")
LONGEST = 240
MOST_READ = 60_000  # characters


def stems_of(wording) -> "Stems":
    """What is marked: stems of everything that was looked for."""
    found = {stem for wanted in wording.wanted for stem in (*wanted.stems, *wanted.wider)}
    found |= {stem for stems in wording.joined.values() for stem in stems}
    found |= words.all_stems(word for wanted in wording.wanted for word in wanted.parts)
    return Stems(found | words.all_stems(word for phrase in wording.phrases for word in phrase))


class Stems(frozenset):
    """What is marked. Remembers which words it has seen."""

    def __new__(cls, stems):
        self = super().__new__(cls, stems)
        self.seen = {}
        return self

    def of(self, word: str) -> frozenset[str]:
        found = self.seen.get(word)
        if found is None:
            every = (stem for part in words.of(word) for stem in words.stems(part))
            found = self.seen[word] = frozenset(stem for stem in every if stem in self)
        return found


def snippet(text: str, stems: Stems) -> Markup:
    """The part of a plain text that holds most of what was looked for; its beginning where it holds none."""
    text = text[:MOST_READ]
    if not text:
        return Markup()
    places = [(m.start(), m.end(), found) for m in WORD.finditer(text) if (found := stems.of(m[0]))]
    begin, end = _best(text, places)
    piece, at = [], begin
    for start, stop, _stems in places:
        if begin <= start and stop <= end:
            piece += [escape(text[at:start]), Markup("<mark>"), escape(text[start:stop]), Markup("</mark>")]
            at = stop
    piece.append(escape(text[at:end].rstrip()))
    return Markup("{}{}{}").format(
        "… " if begin else "", Markup().join(piece), " …" if end < len(text) else ""
    )


def marked(text: str, stems: Stems) -> Markup:
    """A title with its words marked."""
    piece, at = [], 0
    for match in WORD.finditer(text):
        if stems.of(match[0]):
            piece += [escape(text[at : match.start()]), Markup("<mark>"), escape(match[0]), Markup("</mark>")]
            at = match.end()
    return Markup().join([*piece, escape(text[at:])])


def _best(text: str, places) -> tuple[int, int]:
    """From where to where: the window with most different words, pulled to the beginning of its sentence."""
    if not places:
        return 0, _cut(text, 0)
    best, value = places[0], -1.0
    for number, (start, _stop, _stems) in enumerate(places[:400]):
        inside = [found for begin, stop, found in places[number : number + 30] if stop <= start + LONGEST]
        different = len(frozenset().union(*inside))
        if different + 0.1 * len(inside) > value:
            best, value = places[number], different + 0.1 * len(inside)
    before = [m.end() for m in re.finditer(r"[.!?]\s+", text[max(0, best[0] - 120) : best[0]])]
    begin = (
        max(0, best[0] - 120) + before[-1]
        if before
        else (0 if best[0] < 120 else text.rfind(" ", 0, best[0] - 60) + 1)
    )
    return begin, max(best[1], _cut(text, begin))


def _cut(text: str, begin: int) -> int:
    end = begin + LONGEST
    return len(text) if end >= len(text) else max(text.rfind(" ", begin, end), begin + LONGEST // 2)
