"""Which feature is on where. The rule stands here twice, for Python (`is_on`) and as SQL (`kinds_on`, `kinds_sql`);
one truth table is run against both.

Four platform states: *off* hides everywhere, *available* lets a group switch it on, *on* lets a group switch it off,
*always* is on whatever a group says. Off hides and never deletes.
"""

from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field

from django.db.models import Q

from kring.core.features import registry
from kring.core.features.condition import Condition
from kring.core.features.models import Generation, GroupSwitch, PlatformSwitch


def rule(platform: str, group: str | None) -> bool:
    """The truth table: a platform state and a group's choice (None inherits)."""
    match platform:
        case "always":
            return True
        case "on":
            return group != "off"
        case "available":
            return group == "on"
    return False


@dataclass
class Board:
    """A snapshot of all switches."""

    generation: int
    platform: dict[str, str]
    groups: dict[str, dict[int, str]] = field(default_factory=dict)  # feature → {group id: state}
    _exceptions: dict[str, tuple[bool, set[int]]] = field(default_factory=dict, repr=False)

    def is_on(self, slug: str, group_id: int | None = None) -> bool:
        """Is the feature on in this group; without a group: on anywhere at all (its own pages then exist)."""
        feature = registry.features().get(slug)
        if feature is None:
            return False
        if group_id is None:
            default, odd = self.exceptions(slug)
            return default or bool(odd)
        state, choices = self.platform.get(slug, feature.default), self.groups.get(slug, {})
        here = rule(state, choices.get(group_id))
        return here and all(self.is_on(other, group_id) for other in feature.requires)

    def exceptions(self, slug: str) -> tuple[bool, set[int]]:
        """(on by default, groups where that is otherwise), requirements included."""
        if slug not in self._exceptions:
            self._exceptions[slug] = self._find_exceptions(slug)
        return self._exceptions[slug]

    def _find_exceptions(self, slug: str) -> tuple[bool, set[int]]:
        feature = registry.features().get(slug)
        if feature is None:
            return False, set()
        state, choices = self.platform.get(slug, feature.default), self.groups.get(slug, {})
        default = rule(state, None)
        odd = {group for group, choice in choices.items() if rule(state, choice) != default}
        for other in feature.requires:
            theirs, their_odd = self.exceptions(other)
            groups_on = {g for g in odd | their_odd if (default ^ (g in odd)) and (theirs ^ (g in their_odd))}
            both = default and theirs
            odd = {g for g in odd | their_odd if (g in groups_on) != both}
            default = both
        return default, odd


_board: Board | None = None
_pinned: ContextVar[Board | None] = ContextVar("switches", default=None)


def board() -> Board:
    """The switches as they are now: within a request those it began with, elsewhere read afresh when they moved."""
    return _pinned.get() or _current(Generation.objects.values_list("number", flat=True).get(pk=1))


def pin(generation: int | None) -> None:
    """Called once per request with the generation that its first query read, so that nothing asks again."""
    _pinned.set(None if generation is None else _current(generation))


def unpin() -> None:
    """Within this request, ask afresh: it has just moved a switch."""
    _pinned.set(None)


@contextmanager
def still():
    """Within this, in no request, the switches are as they were at its beginning: a piece of work asks for them once."""
    mark = _pinned.set(board())
    try:
        yield
    finally:
        _pinned.reset(mark)


def _current(generation: int) -> Board:
    global _board
    if _board is None or _board.generation != generation:
        groups: dict[str, dict[int, str]] = {}
        for feature, group, state in GroupSwitch.objects.values_list("feature", "group_id", "state"):
            groups.setdefault(feature, {})[group] = state
        _board = Board(generation, dict(PlatformSwitch.objects.values_list("feature", "state")), groups)
    return _board


def is_on(slug: str, group_id: int | None = None) -> bool:
    return board().is_on(slug, group_id)


def kinds_on() -> Condition:
    """Content rows whose kind is on in their group, as a condition."""
    return Condition(*kinds_sql("{row}"))


def groups_on(kind: str) -> Q:
    """Groups where this kind is on, as a condition on groups."""
    feature = registry.feature_of_kind().get(kind)
    default, odd = board().exceptions(feature) if feature else (False, set())
    return ~Q(pk__in=odd) if default else Q(pk__in=odd)


def on_in(feature: str, group: str = "group_id") -> Q:
    """Rows in groups where a feature is on, as a condition; `group` leads to the key of the group."""
    default, odd = board().exceptions(feature)
    here = Q(**{f"{group}__in": odd})
    return here if not default else ~here if odd else Q()


def kinds_sql(alias: str, only: str = "") -> tuple[str, list]:
    """The same as SQL text and parameters, for hand-written queries; `only` for rows of one kind. Group ids are numbers
    of ours."""
    parts, params, now = [], [], board()
    for kind, feature in registry.feature_of_kind().items():
        default, odd = now.exceptions(feature)
        if (default or odd) and only in ("", kind):
            inside = (
                f" AND {alias}.group_id {'NOT ' if default else ''}IN ({','.join(map(str, odd))})"
                if odd
                else ""
            )
            parts.append(f"({alias}.kind = %s{inside})")
            params.append(kind)
    return f"({' OR '.join(parts) or '1 = 0'})", params
