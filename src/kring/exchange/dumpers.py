"""All dumpers that are installed: the exchange's own for core's tables, and those that features declare."""

from functools import cache

from kring.core.features import registry
from kring.core.features.records import NAMED, Dumper
from kring.exchange.dumps import (
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
from kring.exchange.loaders import loaders

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
def dumpers() -> dict[str, Dumper]:
    """Dumpers by type, in the order in which their records come in. A feature that is switched off goes out too."""
    found = {dumper.type: dumper() for dumper in OWN}
    found |= {item.type: registry.load(item.dump)() for _, item in registry.declared("records") if item.dump}
    order = list(loaders())
    return dict(sorted(found.items(), key=lambda pair: order.index(pair[0])))


def in_turn(group) -> list[Dumper]:
    """As they are written: of one group those last that only take what others name."""
    every = list(dumpers().values())
    return sorted(every, key=lambda dumper: dumper.group == NAMED) if group else every
