"""What stands below an idea and a challenge on their pages, for this viewer, and in their menus."""

from django.db.models import Count
from django.utils.translation import gettext as _

from kring.core.content.access import can
from kring.core.people.models import Person
from kring.core.votes.models import Vote
from kring.kinds.ideas import board, paper
from kring.kinds.ideas.models import Challenge, ChallengeDetails, Idea, Joining

FACES = 8
TOP = 5


def foot(content, request, **_context) -> dict | None:
    """On an idea: who joins, and how the votes fell where some are against it. On a challenge: its best ideas."""
    if isinstance(content, Challenge):
        return _of_challenge(content, request.user)
    if not isinstance(content, Idea) or content.is_draft:
        return None
    joined = (
        Joining.objects.filter(content=content).order_by("-pk").values_list("person_id", flat=True)[:FACES]
    )
    people = Person.objects.visible_to(request.user).in_bulk(list(joined)) if content.facts.join_count else {}
    counts = dict(
        Vote.objects.filter(content=content, value__lte=0).values_list("value").annotate(Count("pk"))
    )
    against = sum(number for value, number in counts.items() if value < 0)
    return {
        "people": list(people.values()),
        "details": content.facts,
        "room": paper.votes(content),
        "against": against,
        "passed": counts.get(0, 0),
    }


def _of_challenge(content, person) -> dict | None:
    if content.is_draft:
        return None
    found = board.ideas(person, challenge=content.pk)
    ideas = list(board.most_votes(found).select_related("idea", "author")[:TOP])
    details = content.facts
    step = ChallengeDetails.Step(details.step)
    order = list(ChallengeDetails.Step)
    at, steers = order.index(step), can(person, content, "steer")
    ended = step == ChallengeDetails.Step.DECIDE
    return {
        "ideas": ideas,
        "total": found.count() if ideas else 0,
        "details": details,
        "next": order[at + 1] if steers and not ended else None,
        "before": order[at - 1] if steers and at and not ended else None,
    }


def menu(content, person, **_context) -> dict | None:
    """What a host and the author may do with an idea."""
    if not isinstance(content, Idea) or content.is_draft:
        return None
    row, found = content.facts, []
    if can(person, content, "close_idea"):
        found.append(
            ("reopen", _("Open this idea again"), "lock-open")
            if row.is_decided
            else ("close", _("Close this idea"), "lock")
        )
    if can(person, content, "promote"):
        found.append(
            ("hold", _("Doesn’t go on to the vote"), "arrow-left")
            if row.goes_on
            else ("promote", _("Goes on to the vote"), "arrow-right")
        )
    return {"actions": found, "merges": can(person, content, "merge")}
