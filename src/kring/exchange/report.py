"""What an import did, counted per type, and what went wrong, each with where it stands."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field

COLUMNS = ("read", "created", "updated", "unchanged", "skipped", "kept")
UNREADABLE = "(unreadable)"
MOST_LINES = 1000


@dataclass
class Report:
    """`say` gets every line as it happens; beyond MOST_LINES skipped lines are only counted."""

    say: Callable[[str], None] = lambda line: None
    counts: Counter = field(default_factory=Counter)
    notes: Counter = field(default_factory=Counter)
    examples: dict[str, str] = field(default_factory=dict)
    reasons: list[tuple[str, str]] = field(default_factory=list)

    def count(self, type: str, column: str, number: int = 1) -> None:
        self.counts[type, column] += number

    def skip(self, type: str, place: str, reason: str) -> None:
        self.counts[type, "skipped"] += 1
        if len(self.reasons) < MOST_LINES:
            self.reasons.append((place, reason))
            self.say(f"{place}: {reason}")
        elif len(self.reasons) == MOST_LINES:
            self.reasons.append(("…", "more lines were skipped; they are counted only"))
            self.say("More lines are skipped; from here on they are counted only.")

    def note(self, what: str, place: str) -> None:
        """Something to know about records that came in, told once with how often and a first example."""
        if what not in self.notes and len(self.notes) >= MOST_LINES:
            what = "other things"
        self.notes[what] += 1
        self.examples.setdefault(what, place)

    def total(self, column: str) -> int:
        return sum(number for (_type, name), number in self.counts.items() if name == column)

    def rows(self, columns: tuple[str, ...] = COLUMNS) -> list[tuple[str, list[int]]]:
        types = dict.fromkeys(type for type, _ in self.counts)
        return [(type, [self.counts[type, column] for column in columns]) for type in types]
