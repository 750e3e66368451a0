"""What the pages show of sources and entries."""

from dataclasses import dataclass

from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from kring.tools.sources import problems
from kring.tools.sources.models import Entry, Source
from kring.tools.sources.naming import publishes

SHOWN = 50
"""Entries of a list: more of them appear as these are decided."""


@dataclass
class Line:
    """A source in its list. `waiting`: how many of its entries wait."""

    source: Source
    waiting: int = 0

    @property
    def trouble(self) -> str:
        """Why it can't be read, where it can't."""
        return problems.sentence(self.source.problem) if self.source.failing_since else ""

    @property
    def mode(self) -> str:
        return str(self.source.get_mode_display())

    @cached_property
    def lost_voice(self) -> bool:
        """It publishes by itself, in the name of somebody who can't any more."""
        return self.source.mode == Source.Mode.SELF and not publishes(self.source.by, self.source.group)


def waiting(groups, source: Source | None = None) -> tuple[list[Entry], int]:
    """(the newest that wait in these groups, how many there are)."""
    rows = Entry.objects.waiting().filter(group__in=groups)
    if source:
        rows = rows.filter(source=source)
    return list(rows.select_related("source", "group").newest()[:SHOWN]), rows.count()


def by_itself(source: Source) -> str:
    return _("In the name of %(name)s") % {"name": source.by.name}
