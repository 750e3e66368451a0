"""Taking apart what somebody typed: words, phrases in quotes, -words, and filters such as `author:anna before:2026-01`."""

import re
from datetime import date

from kring.core.search import words
from kring.core.search.asking import Question

LONGEST = 500  # characters
MOST = 12  # words, and phrases
PART = re.compile(r'(-?)"([^"]*)"?|(-?)([^\s"]+)')
FILTER = re.compile(r"(author|group|kind|topic|before|after|van|groep|soort|onderwerp|voor|na):(.+)", re.I)
IN_DUTCH = {
    "van": "author",
    "groep": "group",
    "soort": "kind",
    "onderwerp": "topic",
    "voor": "before",
    "na": "after",
}
NAMED = ("author", "group", "kind", "topic")
DATES = ("before", "after")
DATE = re.compile(r"(\d{4})(?:-(\d{1,2}))?(?:-(\d{1,2}))?")
QUOTES = str.maketrans("“”„«»", '"""""')


def parse(text: str, get=None) -> Question:
    """The question in `text`. `get` (request.GET) has the fields author, group, kind, topic, before, after and sort, which
    go before what was typed. Whatever makes no sense is left out; nothing raises."""
    text = " ".join(text.replace("\0", " ")[:LONGEST].split())
    found, phrases, without = [], [], []
    filters: dict = {}
    for not_phrase, phrase, minus, part in PART.findall(text.translate(QUOTES)):
        if not part:
            (without if not_phrase else phrases).append(" ".join(words.of(phrase)))
        elif (match := FILTER.fullmatch(part)) and not minus:
            filters |= _filter(match[1].lower(), match[2])
        else:
            (without if minus else found).extend(words.of(part) if not minus else [" ".join(words.of(part))])
    for name in (*NAMED, *DATES):
        if get is not None and get.get(name):
            filters |= _filter(name, get.get(name))
    sort = "newest" if get is not None and get.get("sort") == "newest" else ""
    return Question(text, _few(found), _few(phrases), _few(without), sort=sort, **filters)


def _few(found: list[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(word for word in found if word))[:MOST]


def _filter(name: str, value: str) -> dict:
    name = IN_DUTCH.get(name, name)
    if name in DATES:
        day = day_of(value)
        return {name: day} if day else {}
    return {name: value.strip().lstrip("@#").lower()[:80]}


def day_of(value: str) -> date | None:
    """2026, 2026-03 or 2026-03-01: its first day."""
    match = DATE.fullmatch(value.strip())
    try:
        return date(int(match[1]), int(match[2] or 1), int(match[3] or 1)) if match else None
    except ValueError:
        return None
