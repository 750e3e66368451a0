"""Which feature told of something: what one told while it was on isn't said where it is off.

A tell stands for a cause (event type and reason); it holds where its own feature is on, and the one whose event it is.
"""

from functools import reduce
from operator import and_, or_

from django.db.models import Q

from kring.core.features import registry, switches
from kring.core.notify import reasons


def features_of(event: str, reason: str) -> list[set[str]]:
    """The features that each tell of this cause needs; one tell that holds is enough. Core's own needs none."""
    source = registry.by_name("events").get(event)
    found = [
        {slug for slug in (feature, source and source[0].slug) if slug}
        for feature, tell in reasons.tells(event)
        if tell.reason == reason
    ]
    return [] if any(not needed for needed in found) else found


def causes_of(features: set[str]) -> Q:
    """Causes that one of these features had a hand in, as a condition on causes; none where they tell nothing."""
    pairs = [
        pair for pair in reasons.table().by_cause if any(needed & features for needed in features_of(*pair))
    ]
    return reduce(or_, (Q(verb=event, reason=reason) for event, reason in pairs), Q(pk__in=[]))


def is_told() -> Q:
    """Causes that are told where they happened, as a condition on causes."""
    board, told = switches.board(), Q()
    for event, reason in reasons.table().by_cause:
        off = _off(board, features_of(event, reason))
        if off is not None:
            told &= ~(Q(verb=event, reason=reason) & off)
    return told


def _off(board: switches.Board, tells: list[set[str]]) -> Q | None:
    """Where none of these tells holds, as a condition on causes; None: nowhere."""
    parts = []
    for needed in tells:
        exceptions = [board.exceptions(slug) for slug in needed]
        if all(default and not odd for default, odd in exceptions):
            return None
        parts.append(reduce(or_, (_off_of(*one) for one in exceptions if not one[0] or one[1])))
    return reduce(and_, parts) if parts else None


def _off_of(default: bool, odd: set[int]) -> Q:
    in_odd = Q(notification__content__group_id__in=odd) | Q(
        notification__content=None, notification__group_id__in=odd
    )
    return in_odd if default else ~in_odd if odd else Q()
