"""My vote, today's count and who joins, laid over cached cards: a query a page, one more for each budget that is spread."""

from functools import lru_cache

from django.utils import translation

from kring.core.content.later import SOME_CONTENT, with_ids
from kring.core.features import slots
from kring.kinds.ideas.models import ChallengeDetails, Idea, IdeaDetails
from kring.kinds.ideas.verbs import spent, why_no_vote

NONE = ("0",)


def bar(content, **_context) -> dict | None:
    """On ideas only."""
    return {} if isinstance(content, Idea) and not content.is_draft else None


def buttons(viewer, _rows, arguments, found):
    """`later("idea", content id)`."""
    ids = [int(argument) for argument in arguments]
    rows = IdeaDetails.objects.select_related("asked_in__challenge").in_bulk(ids)
    mine, joins = found["idea_vote"], found["idea_joining"]
    left: dict[int, int] = {}
    language = translation.get_language()

    def button(argument: str) -> bytes:
        row = rows.get(int(argument)) or IdeaDetails(content_id=int(argument))
        challenge = row.asked_in.facts if row.asked_in else None
        budget = _left(viewer, challenge, left)
        closed = bool(why_no_vote(row, challenge.step if challenge else ""))
        value = max(int(mine.get(row.content_id, NONE)[0]), 0)
        over = bool(row.merged_into_id or row.withdrawn)
        state = row.vote_count, value, closed, budget, row.join_count, row.content_id in joins, over
        return with_ids(_buttons(*state, language), row.content_id)

    return button


def _left(viewer, challenge: ChallengeDetails | None, known: dict[int, int]) -> int | None:
    """How many votes are left to spread; None where there is no budget."""
    if challenge is None or challenge.mode != ChallengeDetails.Mode.BUDGET or not challenge.pk:
        return None
    if challenge.pk not in known:
        known[challenge.pk] = max(0, challenge.budget - spent(viewer, challenge.pk))
    return known[challenge.pk]


@lru_cache(maxsize=2_000)
def _buttons(count, mine, closed, left, joining, joins, over, _language) -> bytes:
    return (
        slots.template("ideas/buttons.html")
        .render(
            id=SOME_CONTENT,
            count=count,
            mine=mine,
            closed=closed,
            left=left,
            joining=joining,
            joins=joins,
            over=over,
        )
        .encode()
    )
