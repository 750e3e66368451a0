"""Finding: what somebody's question brings up, of what they may see."""

from django.utils import timezone

from kring.core.people.querysets import known
from kring.core.search import (
    candidates,
    closeness,
    counting,
    expanding,
    hits,
    marking,
    near,
    reach,
    slips,
    wording,
)
from kring.core.search.asking import Found, Question
from kring.core.search.beginning import Typing, beginning
from kring.core.search.ranking import Candidate, score
from kring.core.search.seeing import seen
from kring.core.search.wording import Wording

__all__ = ["Typing", "beginning", "find"]

PAGE = 20
FIRST, FIRST_BESIDES = 4, 2  # above the results: whose name fits, and people whom something else brings up
TIED = 50  # results of which one asks what ties the person to them
BY_NAME = 1.5  # half of the name was asked for
FEW = 3  # results with which one looks for slips
ENOUGH = 8  # results with which nothing less fitting is looked for
LEAST = 0.5  # of a question, by rarity, that has to be there
OTHERS = ("person", "group", "topic")


def find(person, question: Question, page: int = 1) -> Found:
    """A page of results; nobody finds nothing. Raises nothing, whatever was typed."""
    person = known(person)
    everything = reach.of(person) if person else None
    if everything is None:
        return Found()
    within = reach.filtered(everything, person, question)
    looked_for = wording.plainly(question)
    if within is None or (looked_for.is_empty and not reach.is_narrowed(question)):
        return Found()
    if question.kind in OTHERS:
        return _others_only(person, within, looked_for, question.kind, page)
    search = Search(person, question, everything, within, looked_for)
    search.look()
    return search.page(page)


class Search:
    """One question on its way: the index is asked, then what came is looked at as the person may see it."""

    def __init__(self, person, question, everything, within, looked_for: Wording):
        self.person, self.question, self.wording = person, question, looked_for
        self.everything, self.within = everything, within
        self.rows: list[Candidate] = []

    def look(self) -> None:
        if self.wording.is_empty:
            self.found = candidates.with_filters_only(self.within)
        else:
            expanding.widen(self.wording)
            self.found = candidates.of_things(self.wording, self.within)
        self.rows = seen(self.person, self.found.values())
        if len(self.rows) < FEW and slips.mend(self.person, self.everything, self.wording):
            self._again(candidates.of_things(self.wording, self.within))
        if len(self.rows) < ENOUGH and len(self.wording.wanted) > 1:
            before = candidates.Things(self.found)
            candidates.most_of(self.wording, self.within, before, LEAST)
            self._again(before)

    def _again(self, found: candidates.Things) -> None:
        fresh = [row for id, row in found.items() if id not in self.found]
        self.found.update(found)
        self.rows += seen(self.person, fresh)

    def page(self, number: int) -> Found:
        best = self._sorted()
        stems = marking.stems_of(self.wording)
        shown = best[(number - 1) * PAGE : number * PAGE]
        answer = Found(
            hits=hits.of_things(shown, stems),
            total=len(best),
            at_least=self.found.at_least,
            choices=counting.choices(self.person, best, self.found.at_least),
            next_page=number + 1 if number * PAGE < len(best) else None,
        )
        if number == 1 and not self.wording.is_empty and not reach.is_narrowed(self.question):
            answer.first = self._first(stems, bool(best))
        if answer.hits or answer.first:
            answer.meant = slips.meant(self.wording.wanted)
        else:
            answer.similar = self._similar()
        return answer

    def _sorted(self) -> list[Candidate]:
        if self.question.sort == "newest":
            return sorted(_one_each(self.rows, lambda row: row.id), key=lambda row: -row.id)
        looked, now = closeness.Looked(self.wording), timezone.now()
        closeness.in_titles(self.rows, looked)
        for row in self.rows:
            row.score = score(row, now)
        best = sorted(_one_each(self.rows, lambda row: row.score), key=_place)
        near.tie(self.person, best[:TIED])
        if not self.wording.is_empty:
            read = best[: closeness.READ]
            closeness.in_texts(read, looked)
            rest = min((row.text for row in read), default=1.0)
            for row in best[closeness.READ :]:
                row.text = rest
        for row in best:
            row.score = score(row, now)
        return sorted(best, key=_place)

    def _first(self, stems, has_others: bool):
        rows = candidates.of_others(self.wording, self.within, OTHERS, 2 * FIRST if has_others else PAGE)
        rows += near.people_of_guest(self.person, self.question)
        shown = hits.of_others(self.person, rows, stems)
        if not has_others:
            return shown[:PAGE]
        named = [hit for hit in shown if hit.score >= BY_NAME][:FIRST]
        return named or [hit for hit in shown if hit.what == "person"][:FIRST_BESIDES]

    def _similar(self) -> list[str]:
        """Words to try: those that the typed ones may be slips of, and of several those that something is found by."""
        wanted = self.wording.wanted
        near = [other for one in wanted for other in one.near]
        alone = [one.word for one in wanted if len(wanted) > 1 and not one.near]
        alone = [
            word for word in alone if slips.finds(self.person, self.everything, wording.words.stems(word))
        ]
        return list(dict.fromkeys(near + alone))[:6]


def _place(row: Candidate):
    return -row.score, -row.id


def _one_each(rows: list[Candidate], value) -> list[Candidate]:
    """Of an item and what stands under it, what fits best."""
    best: dict[int | None, Candidate] = {}
    for row in rows:
        other = best.get(row.content_id)
        if other is None or value(row) > value(other):
            best[row.content_id] = row
    return list(best.values())


def _others_only(person, within, looked_for: Wording, sort: str, page: int) -> Found:
    """People, groups or topics, where the filter asks for them."""
    if looked_for.is_empty:
        return Found()
    expanding.widen(looked_for)
    rows = candidates.of_others(looked_for, within, (sort,), 200)
    shown = hits.of_others(person, rows, marking.stems_of(looked_for))
    part = shown[(page - 1) * PAGE : page * PAGE]
    return Found(part, total=len(shown), next_page=page + 1 if page * PAGE < len(shown) else None)
