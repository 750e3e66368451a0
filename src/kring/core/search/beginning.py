"""While somebody types: what has a title, or a name, with words that begin so."""

from django.utils import timezone
from django.utils.functional import cached_property

from kring.core.people.querysets import known
from kring.core.search import candidates, hits, marking, near, reach, vocabulary, words
from kring.core.search.asking import Hit
from kring.core.search.expression import Has, all_of
from kring.core.search.ranking import Candidate, score
from kring.core.search.seeing import seen

BEGUN = 24  # words that go on from what is typed
READ = 50
THINGS = ("content", "file")


def beginning(person, typed: str, most: int = 6, sorts: tuple[str, ...] = ()) -> list[Hit]:
    """What has a title, or a name, that begins like what is being typed: its last word may be half. `sorts` narrows it to
    these ("content", "topic", …)."""
    return Typing(person, typed).found(most, sorts)


class Typing:
    """The same for who asks for several sorts: what the words may go on to, and how far the search reaches, is read once."""

    def __init__(self, person, typed: str):
        self.person, self.typed, self.asked = known(person), typed, words.of(typed[:100])[:6]
        self._found: dict[tuple, list[Hit]] = {}

    @cached_property
    def within(self) -> reach.Reach | None:
        return reach.of(self.person) if self.person else None

    @cached_property
    def begun(self) -> list[str]:
        return _begun(self.asked[-1]) if self.asked else []

    def found(self, most: int = 6, sorts: tuple[str, ...] = ()) -> list[Hit]:
        if (most, sorts) not in self._found:
            self._found[most, sorts] = self._read(most, sorts) if self.within and self.begun else []
        return self._found[most, sorts]

    def _read(self, most: int, sorts: tuple[str, ...]) -> list[Hit]:
        stems = marking.Stems(words.all_stems([*self.asked[:-1], *self.begun]))
        named: list[Hit] = []
        if wanted := [sort for sort in sorts or ("person", "group", "topic") if sort not in THINGS]:
            rows = _read(self.within, "titlenames", self.asked[:-1], self.begun, wanted)
            named = hits.of_others(self.person, [Candidate(*row) for row in rows], stems)
        things: list[Candidate] = []
        if len(named) < most and (wanted := [sort for sort in sorts or THINGS if sort in THINGS]):
            rows = _read(self.within, "titlestems", self.asked[:-1], self.begun, wanted)
            things = seen(self.person, [Candidate(*row) for row in rows])
            near.tie(self.person, things)
            now = timezone.now()
            things.sort(key=lambda row: -score(row, now))
        return (named + hits.of_things(things[:most], stems))[:most]


def _read(within, where: str, whole: list[str], begun: list[str], sorts: list[str]) -> list[tuple]:
    parts = [Has(where, words.stems(word)) for word in whole if word not in words.COMMON]
    expression = all_of(*parts, Has(where, tuple(sorted(words.all_stems(begun)))))
    within = within.loosely().only(tuple(sorts))
    return candidates.read(expression, within, READ, rare=where == "titlenames")


def _begun(typed: str) -> list[str]:
    """The words that stand in titles and begin so, those first that stand in most."""
    return [word for word, _documents in vocabulary.ranges([("word", typed)], BEGUN, by="titles")[0]]
