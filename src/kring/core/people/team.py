"""With whom somebody works: their manager, who has the same manager, and who reports to them."""

from dataclasses import dataclass, field

from kring.core.people.models import Person

MOST_REPORTS = 30
MOST_COLLEAGUES = 12
SHOWN = ("name", "handle", "title", "avatar", "is_active", "role")


@dataclass
class Team:
    """As far as the viewer may know of each. `more`: is anybody left out?"""

    boss: Person | None = None
    colleagues: list[Person] = field(default_factory=list)
    reports: list[Person] = field(default_factory=list)
    more_colleagues: bool = False
    more_reports: bool = False

    def __bool__(self) -> bool:
        return bool(self.boss or self.reports)


def team(viewer, who: Person) -> Team:
    """Two queries at most, and the manager has been read with the person."""
    people = Person.objects.visible_to(viewer).active().only(*SHOWN).order_by("name", "pk")
    reports = list(people.filter(manager=who)[: MOST_REPORTS + 1])
    found = Team(reports=reports[:MOST_REPORTS], more_reports=len(reports) > MOST_REPORTS)
    if not who.manager_id or not who.manager.is_active:
        return found
    if viewer.is_guest and not people.filter(pk=who.manager_id).exists():
        return found
    found.boss = who.manager
    others = list(people.filter(manager=who.manager_id).exclude(pk=who.pk)[: MOST_COLLEAGUES + 1])
    found.colleagues, found.more_colleagues = others[:MOST_COLLEAGUES], len(others) > MOST_COLLEAGUES
    return found
