"""By whom it is confirmed what people know: for a page of people or of topics, as far as the viewer may see who.

Four queries, however many rows: how often, who said so last, whether the viewer did, and the people. Members know
everybody, so their numbers are read from the rows that keep them; a guest's are counted among those whom they see.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db import connection
from django.db.models import Count
from django.utils.translation import gettext as _

from kring.core.content.stream import per_row
from kring.core.notify.listing import names_of
from kring.core.people.models import Person
from kring.tools.knowledge.models import Confirmation, Standing

NAMED = 3
SHARED = """ AND (c.by_id = %s OR c.by_id IN (SELECT o.person_id FROM groups_membership m
    JOIN groups_membership o ON o.group_id = m.group_id WHERE m.person_id = %s))"""


@dataclass
class Said:
    """`number`: how many confirm it, the viewer apart; `people`: the last of those; `mine`: the viewer does too."""

    number: int = 0
    people: list[Person] = field(default_factory=list)
    mine: bool = False

    @property
    def sentence(self) -> str:
        """“Confirmed by Anna, Bram and 2 others”."""
        return (
            _("Confirmed by %(names)s") % {"names": names_of(self.people, self.number)} if self.number else ""
        )


Pair = tuple[int, int]


def of(viewer, people: Iterable[int], topics: Iterable[int]) -> dict[Pair, Said]:
    """(person, topic) → what is said of it; of every pair, also where nothing is."""
    people, topics = list(people), list(topics)
    found: dict[Pair, Said] = defaultdict(Said)
    if not people or not topics:
        return found
    these = {"person__in": people, "topic__in": topics}
    mine = set(Confirmation.objects.filter(**these, by=viewer).values_list("person_id", "topic_id"))
    for person, topic, number in _numbers(viewer, these):
        found[person, topic] = Said(number - ((person, topic) in mine), mine=(person, topic) in mine)
    last = _last(viewer, people, topics) if found else []
    who = Person.objects.visible_to(viewer).defer("password", "bio").in_bulk({by for *_pair, by in last})
    for person, topic, by in last:
        said = found[person, topic]
        if by in who and by != viewer.pk and len(said.people) < NAMED:
            said.people.append(who[by])
    return found


def _numbers(viewer, these: dict):
    if not viewer.is_guest:
        return Standing.objects.filter(**these).values_list("person_id", "topic_id", "number")
    seen = Confirmation.objects.filter(**these, by__in=Person.objects.visible_to(viewer).values("pk"))
    return seen.order_by().values_list("person_id", "topic_id").annotate(Count("pk"))


def _last(viewer, people: list[int], topics: list[int]) -> list[tuple[int, int, int]]:
    shared, params = (SHARED, [viewer.pk, viewer.pk]) if viewer.is_guest else ("", [])
    newest = f"""SELECT c.id FROM knowledge_confirmation c
        WHERE c.topic_id = s.topic_id AND c.person_id = s.person_id{shared} ORDER BY c.id DESC LIMIT {NAMED + 1}"""
    sql = f"""SELECT s.person_id, s.topic_id, x.by_id FROM knowledge_standing s {per_row(newest, "knowledge_confirmation")}
        WHERE s.person_id IN ({", ".join(map(str, people))}) AND s.topic_id IN ({", ".join(map(str, topics))})
        ORDER BY x.id DESC"""  # numbers of ours
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        return cursor.fetchall()
