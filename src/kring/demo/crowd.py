"""Who likes what: chosen by a hash, so that the same story always has the same crowd."""

from __future__ import annotations

import hashlib
import re
from datetime import datetime, timedelta

REACTIONS = re.compile(r"(like|love|celebrate|insightful|funny|support) (\d+|@\w+)")


def number(*what) -> int:
    """A large number that depends on nothing but these words."""
    return int.from_bytes(hashlib.blake2b("|".join(map(str, what)).encode(), digest_size=6).digest(), "big")


def chosen(names, how_many: int, *about) -> list[str]:
    """So many of these people, the keenest first in no particular order."""
    return sorted(names, key=lambda name: number(name, *about))[:how_many]


def is_reactions(text: str) -> bool:
    return bool(text) and re.sub(REACTIONS, "", text).strip(" ,") == ""


def reactions(
    wanted: str | None, members: list[str], author: str, about: str, typical: int
) -> list[tuple[str, str]]:
    """(person, emoji) pairs for "like 12, funny 3, love @marjan"; without a wish, about as many likes as is typical."""
    pool = [name for name in members if name != author]
    if wanted is None:
        wanted = f"like {1 + number('typical', about) % typical}"
    given: dict[str, str] = {}
    parts = REACTIONS.findall(wanted)
    for emoji, who in parts:
        if who.startswith("@") and who[1:] != author:
            given[who[1:]] = emoji
    for emoji, count in parts:
        if not count.startswith("@"):
            free = [name for name in pool if name not in given]
            given |= dict.fromkeys(chosen(free, int(count), emoji, about), emoji)
    return list(given.items())


def moment_of(person: str, about: str, posted: datetime, clock) -> datetime:
    """Most people react within hours, some the next day; nobody after the end of the story."""
    share = (number(person, about, "when") % 1000) / 1000
    at = clock.at_work(posted + timedelta(minutes=3 + 1500 * share**3))
    if posted > clock.end - timedelta(hours=30):
        at = min(at, clock.end)
        if at == clock.end:
            at = posted + (clock.end - posted) * (0.05 + 0.9 * share)
    return at
