"""The outcome on a card and on top of the item page; where one is still owed, that it is."""

from functools import lru_cache

from django.utils import translation

from kring.core.content.later import SOME_CONTENT, with_ids
from kring.core.features import slots
from kring.interactions.outcomes.models import Outcome
from kring.interactions.outcomes.owing import owing


def top(content, full=False, **_context) -> dict | None:
    if not hasattr(content, "outcome_now"):
        prefetch([content])
    if content.outcome_now is None and not content.outcome_owed:
        return None
    return {"outcome": content.outcome_now}


def prefetch(contents) -> None:
    """The current outcomes of these, with one query; none where none of their kinds has any."""
    asked = {content.pk: content for content in contents if content.spec and content.spec.owes}
    found = Outcome.objects.filter(content__in=asked, is_current=True).select_related("by", "owner")
    outcomes = {row.content_id: row for row in found} if asked else {}
    waiting: dict[str, list[int]] = {}
    for content in asked.values():
        if content.pk not in outcomes and content.is_open is False and content.is_published:
            waiting.setdefault(content.kind, []).append(content.pk)
    owed = owing(waiting)
    for content in contents:
        content.outcome_now, content.outcome_owed = outcomes.get(content.pk), content.pk in owed


top.prefetch = prefetch


def buttons(viewer, rows, _arguments):
    """`later("outcome", content id, id of who decides beside the hosts or 0, 1 where there is one)`."""
    language = translation.get_language()

    def button(argument: str) -> str | bytes:
        id, decider, there = map(int, argument.split(","))
        if id not in rows:
            return ""
        # The viewer reads this item, so a manager counts as its host.
        may = viewer.is_manager or viewer.roles.get(rows[id].group_id) == "host" or decider == viewer.pk
        return with_ids(_buttons(bool(there), language), id) if may else ""

    return button


@lru_cache(maxsize=20)
def _buttons(there: bool, _language: str) -> bytes:
    return slots.template("outcomes/buttons.html").render(id=SOME_CONTENT, there=there).encode()
