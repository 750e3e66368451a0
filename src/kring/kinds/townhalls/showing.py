"""What one reader sees of a town hall: questions in their order, which of them they voted for, and what they may do."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

from kring.core.content.access import is_host
from kring.core.votes.models import Vote
from kring.kinds.townhalls.models import Asked, Hall, Phase

ON_CARD, ON_PAGE = 2, 300


@dataclass
class Shown:
    """`questions` are those that wait (most wanted first), then those that were answered (last one first), then those put aside."""

    hall: Hall
    viewer: object
    questions: list[Asked] = field(default_factory=list)
    wanted: set[int] = field(default_factory=set)

    @property
    def content(self):
        return self.hall.content

    @cached_property
    def waiting(self) -> list[Asked]:
        found = [q for q in self.questions if not hasattr(q, "answer") and not hasattr(q, "aside")]
        return sorted(found, key=lambda q: (-q.vote_count, q.pk))

    @cached_property
    def answered(self) -> list[Asked]:
        found = [q for q in self.questions if hasattr(q, "answer")]
        return sorted(found, key=lambda q: q.answer.created_at, reverse=True)

    @cached_property
    def put_aside(self) -> list[Asked]:
        return [q for q in self.questions if hasattr(q, "aside") and not hasattr(q, "answer")]

    @property
    def is_alive(self) -> bool:
        return self.content.is_published and not self.content.group.is_archived

    @property
    def takes_part(self) -> bool:
        return self.is_alive and self.viewer.roles.get(self.content.group_id) is not None

    @property
    def may_ask(self) -> bool:
        return self.takes_part and self.hall.takes_questions

    @property
    def may_ask_unnamed(self) -> bool:
        return self.hall.allows_anonymous and not self.viewer.is_guest

    @cached_property
    def may_answer(self) -> bool:
        return self.is_alive and any(seat.person_id == self.viewer.pk for seat in self.panel)

    @property
    def may_lead(self) -> bool:
        own = self.content.author_id == self.viewer.pk or is_host(self.viewer, self.content.group)
        return own and self.is_alive

    @cached_property
    def panel(self) -> list:
        return list(self.hall.panel.all())

    @property
    def is_live(self) -> bool:
        return self.hall.phase == Phase.LIVE

    @property
    def phases(self) -> list[tuple[str, object]]:
        """Those that it isn't in."""
        return [(value, label) for value, label in Phase.choices if value != self.hall.phase]


def of(viewer, ids) -> dict[int, Shown]:
    """Of these town halls, which the viewer may see: five queries however many they are."""
    halls = Hall.objects.filter(pk__in=ids).select_related("content__group")
    found = {hall.pk: Shown(hall, viewer) for hall in halls.prefetch_related("panel__person")}
    questions = Asked.objects.filter(hall__in=list(found)).order_by("-vote_count", "pk")
    for asked in questions.select_related("asker", "answer__by", "aside__by"):
        found[asked.hall_id].questions.append(asked)
    mine = set(
        Vote.objects.filter(person=viewer, content__in=list(found)).values_list("content_id", "option")
    )
    for hall in found.values():
        hall.wanted = {asked.pk for asked in hall.questions if (asked.hall_id, asked.key) in mine}
    return found
