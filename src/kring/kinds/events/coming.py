"""Who comes to a date: counted for cards and calendars, listed for its page, attended for hosts."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Count, Max, Q, Sum

from kring.kinds.events import repeating, wording
from kring.kinds.events.dates import Occurrence, local
from kring.kinds.events.models import Answer

NOBODY = {"yes": 0, "guests": 0, "maybe": 0, "waiting": 0}
PLACE = Q(answer=Answer.Said.YES, waiting_since=None)


@dataclass
class Board:
    """A date as one person looks at it."""

    one: Occurrence
    mine: Answer | None = None
    counts: dict[str, int] = field(default_factory=NOBODY.copy)

    @property
    def id(self) -> int:
        return self.one.plan.pk

    @property
    def on(self) -> date | None:
        """Which date its forms speak of; None of an event that is signed up for as a whole."""
        return self.one.on if self.one.plan.signs_up_by_date else None

    @property
    def said(self) -> str:
        return self.mine.answer if self.mine else ""

    @property
    def is_waiting(self) -> bool:
        return bool(self.mine and self.mine.answer == Answer.Said.YES and self.mine.waiting_since)

    @property
    def coming(self) -> int:
        return self.counts["yes"] + self.counts["guests"]

    @property
    def left(self) -> int | None:
        """Places that are free; None where there is room for everybody."""
        capacity = self.one.plan.capacity
        return None if capacity is None else max(0, capacity - self.coming)

    @property
    def may_answer(self) -> bool:
        plan = self.one.plan
        return plan.signs_up and not (self.one.is_cancelled or self.one.is_closed)

    @property
    def asks(self) -> bool:
        """Is there more to say than yes?"""
        return bool(self.one.plan.questions or self.one.plan.most_guests)

    @property
    def when(self) -> str:
        return wording.when(self.one)

    @property
    def there(self) -> str:
        return wording.there(self.one)

    @property
    def repeats(self) -> str:
        plan = self.one.plan
        return repeating.words(plan.rule, local(plan)[0].date())

    @property
    def repeats_until(self) -> str:
        return repeating.end_words(self.one.plan.rule)

    @property
    def tile(self) -> dict[str, str]:
        """The leaf of the calendar."""
        starts = wording.clock(self.one)[0]
        return {
            "month": wording.month_short(starts),
            "day": str(starts.day),
            "weekday": wording.weekday(starts, "EEE"),
        }


def boards(viewer, dates: Iterable[Occurrence]) -> dict[int, Board]:
    """By the id of the content, one date each; two queries."""
    found = {one.plan.pk: Board(one) for one in dates}
    fill(viewer, list(found.values()))
    return found


def fill(viewer, shown: list[Board]) -> list[Board]:
    """Give boards (of any dates) their counts and the viewer's own answers."""
    by_key = {(board.id, board.one.plan.key(board.one.on)): board for board in shown}
    ids, keys = {id for id, _key in by_key}, {key for _id, key in by_key}
    if not ids:
        return shown
    rows = Answer.objects.filter(content_id__in=ids, on__in=keys)
    counts = {(row["content_id"], row["on"]): row for row in rows.values("content_id", "on").annotate(
        yes=Count("pk", filter=PLACE), guests=Sum("guests", filter=PLACE, default=0),
        maybe=Count("pk", filter=Q(answer="maybe")),
        waiting=Count("pk", filter=Q(answer="yes", waiting_since__isnull=False)),
        mine=Max("pk", filter=Q(person=viewer)),
    )}  # fmt: skip
    own = [row["mine"] for row in counts.values() if row["mine"]]
    mine = {(row.content_id, row.on): row for row in Answer.objects.filter(pk__in=own)} if own else {}
    for board in shown:
        key = board.id, board.one.plan.key(board.one.on)
        board.counts = counts.get(key, NOBODY)
        board.mine = mine.get(key)
    return shown


def answers(content_id: int, key: date) -> list[Answer]:
    """Everybody's, those who come first, then who waits, in the order in which they stand there."""
    rows = Answer.objects.filter(content_id=content_id, on=key).select_related("person")
    order = {"yes": 0, "maybe": 2, "no": 3}
    return sorted(
        rows,
        key=lambda row: (
            order[row.answer] + bool(row.waiting_since),
            row.waiting_since or row.created_at,
            row.pk,
        ),
    )
