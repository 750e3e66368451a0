"""From the index: what may come first. A rare word's documents are all read. Of a common one the newest, those that have it in
the title, and those that many found useful: the others would come first by no formula.
"""

from itertools import combinations

from kring.core.search.engine import engine
from kring.core.search.expression import Has, all_of
from kring.core.search.ranking import Candidate
from kring.core.search.reach import Reach
from kring.core.search.wording import Wording

COLUMNS = "d.id, d.what, d.object_id, d.content_id"
NEWEST, TITLED, USEFUL = 120, 50, 30
USEFUL_MARK = ("u2",)
TRIED = 8  # parts of a question
WIDER = 0.6  # what a compound or a near word is worth


def read(expression, reach: Reach, limit: int, rare: bool = False) -> list[tuple]:
    """The newest rows of the index that fit. `rare`: there are few."""
    matching = all_of(expression, *reach.marks, reach.access)
    return engine().newest(
        COLUMNS, matching, reach.where, reach.params, limit, reach.before, reach.after, rare or reach.narrow
    )


class Things(dict[int, Candidate]):
    """Content, comments and files by the number of their document. `at_least`: there were more than were read."""

    at_least = False

    def take(self, rows: list[tuple], limit: int, share: float) -> int:
        self.at_least |= len(rows) >= limit
        for row in rows:
            if row[3] is not None:
                self.setdefault(row[0], Candidate(*row, share=share))
        return len(rows)


def of_things(wording: Wording, reach: Reach) -> Things:
    """Whatever holds all of the words."""
    found, rare, strict = Things(), wording.is_rare, reach
    reach = reach.loosely()
    single = len(wording.wanted) == 1 and not rare
    rows = read(wording.expression(wide=False), strict if single else reach, NEWEST, rare)
    exact = found.take(rows, NEWEST, 1.0)
    if wording.is_wide and exact < NEWEST:
        found.take(read(wording.expression(), reach, NEWEST // 2), NEWEST // 2, WIDER)
    if found.at_least and wording.wanted:
        found.take(read(wording.expression("titlestems", wide=False), reach, TITLED), TITLED, 1.0)
    if found.at_least and reach.instead:
        useful = all_of(wording.expression(wide=False), Has("marks", USEFUL_MARK))
        found.take(read(useful, reach, USEFUL, rare=not single), USEFUL, 1.0)
    return found


def most_of(wording: Wording, reach: Reach, found: Things, least: float) -> None:
    """Whatever holds most of the words: at least this share of the question by rarity, the largest shares first. A word that nothing
    is found by counts for half."""
    reach = reach.loosely()
    weights = [one.rarity * (1 if one.stands else 0.5) for one in wording.wanted]
    places = [place for place, one in enumerate(wording.wanted) if one.stands]
    parts = [
        (sum(weights[place] for place in some) / sum(weights), some)
        for number in range(len(places), 0, -1)
        for some in combinations(places, number)
        if number < len(weights)
    ]
    parts = sorted((part for part in parts if part[0] >= least), reverse=True)
    for share, some in parts[:TRIED]:
        found.take(read(wording.expression(only=some), reach, TITLED), TITLED, WIDER * share**2)
        if len(found) >= NEWEST:
            return


def with_filters_only(reach: Reach) -> Things:
    """The newest, where nothing but filters was asked."""
    found = Things()
    things = Has("marks", ("wcontent", "wcomment", "wfile"))
    found.take(read(things, reach, NEWEST), NEWEST, 1.0)
    return found


def of_others(wording: Wording, reach: Reach, sorts: tuple[str, ...], limit: int) -> list[Candidate]:
    """People, groups and topics that fit; those whose name does are worth more."""
    reach = reach.only(sorts)
    titled = read(wording.expression("titlenames"), reach, limit, rare=True)
    found = {row[0]: Candidate(*row, share=2.0) for row in titled}
    if len(found) < limit:
        for row in read(wording.expression("names"), reach, limit, rare=True):
            found.setdefault(row[0], Candidate(*row, share=1.0))
    return list(found.values())
