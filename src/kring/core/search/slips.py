"""Words that nothing was found for, as slips of others. Nothing is told of a word that the person couldn't have read: one is offered only
when something with it may be seen."""

from kring.core.search import candidates, vocabulary, words
from kring.core.search.expression import Has
from kring.core.search.reach import Reach
from kring.core.search.seeing import others, seen
from kring.core.search.wording import Wanted, Wording

LOOKED_AT = 30  # documents
MOST = 3  # words that one may be a slip of
MENDED = 5  # words of one question; who types more has typed a sentence


def mend(person, reach: Reach, wording: Wording) -> bool:
    """Add to each word that this person finds nothing by those that it may be a slip of; False where there were none."""
    mended = False
    for one in wording.wanted[:MENDED]:
        if not finds(person, reach, (*one.stems, *one.wider)):
            one.near = tuple(similar(person, reach, one.word))
            one.wider = tuple(sorted({*one.wider, *words.all_stems(one.near)}))
            mended |= bool(one.near)
            one.stands = bool(one.near)
    return mended


def similar(person, reach: Reach, word: str) -> list[str]:
    """The nearest words that the person may have read: the very words, not others of the same stem."""
    found = []
    for other in vocabulary.near(word):
        if _may_see(person, reach, Has("text", (other,))):
            found.append(other)
            if len(found) == MOST:
                break
    return found


def finds(person, reach: Reach, stems: tuple[str, ...]) -> bool:
    """Whether anything that the person may see has one of these."""
    return any(_may_see(person, reach, Has(sort, stems)) for sort in ("stems", "names"))


def _may_see(person, reach: Reach, expression) -> bool:
    rows = [candidates.Candidate(*row) for row in candidates.read(expression, reach, LOOKED_AT)]
    if seen(person, [row for row in rows if row.content_id is not None]):
        return True
    for sort in {row.what for row in rows if row.content_id is None}:
        ids = [row.object_id for row in rows if row.what == sort]
        if others(person, sort).filter(pk__in=ids).exists():
            return True
    return False


def meant(wanted: list[Wanted]) -> str:
    """What was searched instead, where a word was a slip."""
    return (
        " ".join(one.near[0] if one.near else one.word for one in wanted)
        if any(w.near for w in wanted)
        else ""
    )
