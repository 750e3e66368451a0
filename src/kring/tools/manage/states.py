"""What the four states of a feature mean to the people on the platform."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from kring.core.features import registry, switches
from kring.core.groups.models import Group

MEANING = {
    "off": (
        gettext_lazy("Off"),
        gettext_lazy("Nobody sees it. What was posted is kept, and is back when you switch it on."),
    ),
    "available": (
        gettext_lazy("Available"),
        gettext_lazy("Nobody sees it until the hosts of a group switch it on there."),
    ),
    "on": (
        gettext_lazy("On"),
        gettext_lazy("Everybody sees it, except in groups whose hosts switched it off."),
    ),
    "always": (
        gettext_lazy("Always on"),
        gettext_lazy("Everybody sees it in every group; hosts can't switch it off."),
    ),
}
FIXED = {"manage"}
"""Switched off, it couldn't be switched on again."""

PARTS = (
    ("kinds", gettext_lazy("What people post")),
    ("abilities", gettext_lazy("What people do with it")),
    ("", gettext_lazy("Places and tools")),
)


@dataclass
class Row:
    """One feature on the page: its state, and the groups that chose otherwise."""

    feature: object
    state: str
    groups_on: list
    groups_off: list
    missing: list

    @property
    def slug(self) -> str:
        return self.feature.slug

    @property
    def fixed(self) -> bool:
        return self.slug in FIXED

    @property
    def options(self) -> list[tuple[str, object, bool]]:
        """(state, word, whether it is this one). What can't differ per group is simply on or off."""
        if self.feature.per_group:
            return [(state, MEANING[state][0], state == self.state) for state in MEANING]
        on = self.state in ("on", "always")
        return [("off", MEANING["off"][0], not on), ("on", MEANING["on"][0], on)]

    @property
    def word(self):
        return next((word for _state, word, current in self.options if current), MEANING[self.state][0])

    @property
    def effect(self) -> str:
        """What members see now."""
        if self.fixed:
            return _("Only managers see it.")
        if self.missing:
            return _("Nobody sees it: it needs %(features)s.") % {
                "features": ", ".join(map(str, self.missing))
            }
        match self.state:
            case "always":
                return _("Members see it everywhere.")
            case "on" if self.groups_off:
                return ngettext(
                    "Members see it everywhere, except in %(num)s group.",
                    "Members see it everywhere, except in %(num)s groups.",
                    len(self.groups_off),
                ) % {"num": len(self.groups_off)}
            case "on":
                return _("Members see it everywhere.")
            case "available" if self.groups_on:
                return ngettext(
                    "Members see it in %(num)s group.",
                    "Members see it in %(num)s groups.",
                    len(self.groups_on),
                ) % {"num": len(self.groups_on)}
            case "available":
                return _("Nobody sees it yet: no group has switched it on.")
        return _("Nobody sees it.")


def rows() -> list[Row]:
    """Every installed feature, with its state."""
    board = switches.board()
    names = Group.objects.in_bulk(
        {group for choices in board.groups.values() for group in choices}
    )  # seen: by managers
    found = []
    for feature in registry.features().values():
        state, chosen = board.platform.get(feature.slug, feature.default), board.groups.get(feature.slug, {})
        odd = {"on": [], "off": []}
        for group, choice in sorted(chosen.items()):
            odd[choice].append(names[group])
        missing = [registry.features()[other].title for other in feature.requires if not board.is_on(other)]
        found.append(Row(feature, state, odd["on"], odd["off"], missing if state != "off" else []))
    return found


def sections() -> list[tuple[object, list[Row]]]:
    """The rows under headings."""
    left, found = rows(), []
    for hook, heading in PARTS:
        here = [row for row in left if not hook or getattr(row.feature, hook)]
        left = [row for row in left if row not in here]
        if here:
            found.append((heading, here))
    return found
