"""All loaders that are installed: the exchange's own for core's tables, and those that features declare."""

from functools import cache

from kring.core.features import registry
from kring.core.features.records import Loader
from kring.exchange.records import (
    comments,
    contents,
    events,
    groups,
    memberships,
    people,
    revisions,
    topics,
    votes,
)

OWN = (
    topics.Topics,
    groups.Groups,
    people.People,
    memberships.Memberships,
    contents.Contents,
    comments.Comments,
    revisions.Revisions,
    votes.Votes,
    events.Events,
)


@cache
def loaders() -> dict[str, Loader]:
    """Loaders by type, in an order in which what is named comes before what names it. A feature's records come in
    wherever it is installed, also while it is switched off: off hides."""
    found = {loader.type: loader() for loader in OWN}
    found |= {item.type: registry.load(item.load)() for _feature, item in registry.declared("records")}
    return dict(sorted(found.items(), key=lambda pair: depth(pair[0], found)))


def depth(type: str, found: dict[str, Loader]) -> int:
    return max((1 + depth(other, found) for other in found[type].after if other in found), default=0)


@cache
def levels() -> list[dict[str, Loader]]:
    """Loaders in steps: all records of one step are in before those of the next begin."""
    steps: dict[int, dict[str, Loader]] = {}
    for type, loader in loaders().items():
        steps.setdefault(depth(type, loaders()), {})[type] = loader
    return [steps[number] for number in sorted(steps)]
