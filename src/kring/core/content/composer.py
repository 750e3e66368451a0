"""The composer on top of every stream: which kinds, which groups, and how many people they reach."""

from collections.abc import Hashable
from dataclasses import dataclass

from kring.core.features import registry, switches
from kring.core.groups.models import Group
from kring.core.web.shell import MyGroup, shell


@dataclass
class Composer:
    """`kinds` and `groups` are what this person may post where they are; `group` is fixed on a group's page."""

    kinds: list
    groups: list[MyGroup]
    group: Group | None

    @property
    def prompt(self):
        return self.kinds[0].prompt

    @property
    def shows(self) -> Hashable:
        """Everything that its markup depends on, the kinds apart: they move with the switches."""
        return tuple((group.id, group.name, group.reach) for group in self.groups)


def composer(request, group: Group | None = None) -> Composer | None:
    """None where the person may post nothing. No query beside the shell's own."""
    groups = [own for own in shell(request).own_groups if group is None or own.id == group.pk]
    owners = registry.feature_of_kind()
    kinds = [
        k for k in registry.kinds().values() if any(switches.is_on(owners[k.slug], g.id) for g in groups)
    ]
    return Composer(kinds, groups, group) if kinds else None
