"""What the rest of Kring knows of search: a question, and what was found."""

from dataclasses import dataclass, field
from datetime import date

from markupsafe import Markup


@dataclass(frozen=True)
class Question:
    """What somebody typed, taken apart. `text` is all of it; the filters are what `author:anna group:zorg kind:news topic:fiets before:2026-01-01`
    or the controls say (handles and slugs). `sort`: "" (best first) or "newest"."""

    text: str = ""
    words: tuple[str, ...] = ()
    phrases: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    author: str = ""
    group: str = ""
    kind: str = ""
    topic: str = ""
    before: date | None = None
    after: date | None = None
    sort: str = ""


@dataclass
class Hit:
    """One result. `what`: content, comment, person, group, topic or file. A comment or a file has its `content` with it. `snippet` is the matching
    sentence with <mark>s (escaped); `because` are short translated reasons, strongest first ("in your group", "best answer")."""

    what: str
    title: Markup
    url: str
    snippet: Markup = Markup()
    because: list[str] = field(default_factory=list)
    content: object = None
    comment: object = None
    person: object = None
    group: object = None
    topic: object = None
    file: object = None
    score: float = 0.0


@dataclass(frozen=True)
class Choice:
    """One value of a filter with the number of results that it leaves; `at_least`: there are more."""

    value: str
    label: str
    count: int
    at_least: bool = False


@dataclass
class Found:
    """A page of results. `first` are people, groups, topics, official pages and best answers that fit well enough to stand above. `total`
    counts up to a ceiling; `at_least` says that it was reached. `meant` is what was searched instead where a word looked like a typing error."""

    hits: list[Hit] = field(default_factory=list)
    first: list[Hit] = field(default_factory=list)
    total: int = 0
    at_least: bool = False
    choices: dict[str, list[Choice]] = field(default_factory=dict)  # kind, group, author, topic
    meant: str = ""
    similar: list[str] = field(default_factory=list)  # words to try where nothing was found
    next_page: int | None = None
