"""What people without a screen are asked about an item, and what was counted of their answers.

A kind says what is asked (`Kind.room`), so that it can stand on paper; a feature that takes the counts in says what they came to
(`Count`), and the kind adds them to its own results, openly.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from kring.core.features import registry, switches


@dataclass(frozen=True)
class Room:
    """`ask` stands above the boxes; `choices` are (key, words), the key a word that stays the same; none where only words are asked for.
    Of `several` a person may tick more than one. `closed` says, in a sentence, why nothing is counted any more; `added` that the kind
    adds the numbers to its own results."""

    ask: object
    choices: tuple[tuple[str, object], ...] = ()
    several: bool = False
    closed: str = ""
    added: bool = False


@dataclass
class Counted:
    """How many people there were, and how many ticked each choice, over all rooms."""

    people: int = 0
    counts: Counter[str] = field(default_factory=Counter)

    def add(self, people: int, counts: Mapping[str, int]) -> None:
        self.people += people
        self.counts.update(counts)


def room(content) -> Room | None:
    """What can be counted of answers to this, by its kind."""
    kind = content.spec
    return registry.load(kind.room)(content) if kind and kind.room else None


def counted(groups: Mapping[int, int]) -> dict[int, Counted]:
    """What was counted elsewhere about these contents, {id: id of its group}; one query for each feature that counts."""
    found: dict[int, Counted] = {}
    for feature, count in registry.declared("counts"):
        ids = [id for id, group in groups.items() if switches.is_on(feature.slug, group)]
        if ids:
            for id, room in registry.load(count.of)(ids).items():
                found.setdefault(id, Counted()).add(room.people, room.counts)
    return found
