"""Lists of ideas in the orders that people want them in, and the board: a column for each phase.

Every page reads some tens of rows from the index of its order, also of 2,000 ideas; a column shows its first ones and leads
to the list of all.
"""

from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Count, F, IntegerField, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone
from markupsafe import Markup

from kring.core.content.cards import cards
from kring.core.content.models import Content
from kring.core.content.stream import COLUMNS, Row
from kring.core.votes.models import Vote
from kring.kinds.ideas.models import Phase

SIZE = 20
IN_COLUMN = 25
LATELY = timedelta(days=7)


@dataclass
class Shown:
    """Rows in their order; `older` is the place to go on from, if there are more."""

    rows: list[Row]
    older: int | None = None


def ideas(person, group=None, challenge: int = 0):
    """Those that `person` may see, published and not merged away."""
    found = Content.objects.visible_to(person).filter(kind="idea", state="published", idea__merged_into=None)
    if group is not None:
        found = found.filter(group=group)
    return found.filter(idea__asked_in=challenge) if challenge else found


def most_votes(found):
    return found.order_by("-idea__vote_count", "-idea__content")


def newest(found):
    return found.newest()


def rising(found):
    """Most votes of the last week."""
    since = timezone.now() - LATELY
    votes = Vote.objects.filter(content=OuterRef("pk"), created_at__gt=since, value__gt=0).order_by()
    number = votes.values("content").annotate(number=Count("pk")).values("number")
    risen = Coalesce(Subquery(number, output_field=IntegerField()), 0)
    found = found.filter(idea__last_vote_at__gt=since).annotate(risen=risen).filter(risen__gt=0)
    return found.order_by("-risen", "-idea__vote_count", "-pk")


def nearly_forgotten(found):
    """Open, and the longest without a vote or a comment."""
    return found.order_by(F("idea__last_vote_at").asc(nulls_first=True), "last_activity_at", "pk")


ORDERS = {"votes": most_votes, "newest": newest, "rising": rising, "forgotten": nearly_forgotten}


def page(found, start: int = 0, size: int = SIZE) -> Shown:
    rows = [Row(*values) for values in found.values_list(*COLUMNS.split(", "))[start : start + size + 1]]
    return Shown(rows[:size], start + size if len(rows) > size else None)


@dataclass
class Column:
    phase: Phase
    total: int
    shown: Shown
    html: Markup = Markup()

    @property
    def more(self) -> int:
        return self.total - len(self.shown.rows)


def columns(found) -> list[Column]:
    """A column for each phase, best first; the closed ones newest first. Five queries, however many there are."""
    totals = dict(found.order_by().values_list("idea__phase").annotate(number=Count("pk")))
    made = []
    for phase in Phase:
        here = found.filter(idea__phase=phase)
        order = newest if phase == Phase.DECIDED else most_votes
        shown = page(order(here), size=IN_COLUMN) if totals.get(phase) else Shown([])
        made.append(Column(phase, totals.get(phase, 0), shown))
    drawn = cards([row for column in made for row in column.shown.rows], "tile")
    for column in made:
        number = len(column.shown.rows)
        column.html, drawn = Markup("".join(drawn[:number])), drawn[number:]
    return made
