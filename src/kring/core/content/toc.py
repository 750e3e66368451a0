"""The table of contents of a long text: its headings, from the ids that cleaning gives them."""

import re
from dataclasses import dataclass

from kring.core.content import text

HEADING = re.compile(r'<h([234]) id="(s-[^"]+)">(.*?)</h\1>', re.S)
FEW, SHORT = 3, 1500  # fewer headings, or a shorter text, need none
MOST = 100


@dataclass(frozen=True)
class Part:
    """A heading: `level` is 1 for the highest that the text has, at most 3."""

    id: str
    words: str
    level: int


def contents(body: str, title: str = "") -> list[Part]:
    """The parts of clean HTML, in order; none where the text is short. A text that begins with its own title needn't be
    told so."""
    if len(body) < SHORT or body.count('id="s-') < FEW:
        return []
    found = [(int(level), id, text.plain(words)) for level, id, words in HEADING.findall(body)[:MOST]]
    found = [(level, id, words) for level, id, words in found if words]
    if found and found[0][2].casefold() == title.casefold():
        del found[0]
    if len(found) < FEW:
        return []
    levels = sorted({level for level, _id, _words in found})
    return [Part(id, words, levels.index(level) + 1) for level, id, words in found]
