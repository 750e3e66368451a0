"""`data` of interchange. An idea: {"phase", "closes_at", "challenge", "goes_on", "merged_into", "withdrawn"}; a challenge: {"step", "mode",
"budget", "collect_until", "discuss_until", "vote_until"}. What makes no sense is left out."""

from datetime import UTC, datetime

from kring.core.content.models import Content
from kring.kinds.ideas.models import ChallengeDetails, IdeaDetails, Phase

UNTIL = ("collect_until", "discuss_until", "vote_until")
MOST = 100


def idea_in(content, data: dict) -> None:
    phase = data.get("phase") if data.get("phase") in Phase.values else Phase.OPEN
    told = {
        "phase": phase,
        "closes_at": _moment(data.get("closes_at")),
        "asked_in_id": _row(data.get("challenge")),
        "merged_into_id": _row(data.get("merged_into")),
        "goes_on": data.get("goes_on") is True,
        "withdrawn": data.get("withdrawn") is True,
    }
    IdeaDetails.objects.update_or_create(content_id=content.pk, defaults=told)
    is_open = phase != Phase.DECIDED
    if content.is_open is not is_open:
        Content.objects.filter(pk=content.pk).update(is_open=is_open)


def idea_out(content) -> dict:
    row = content.facts
    return {
        "phase": row.phase,
        "closes_at": _said(row.closes_at),
        "challenge": row.asked_in_id,
        "merged_into": row.merged_into_id,
        "goes_on": row.goes_on or None,
        "withdrawn": row.withdrawn or None,
    }


def challenge_in(content, data: dict) -> None:
    budget = data.get("budget")
    told = {name: _moment(data.get(name)) for name in UNTIL}
    told["step"] = data.get("step") if data.get("step") in ChallengeDetails.Step.values else "collect"
    told["mode"] = data.get("mode") if data.get("mode") in ChallengeDetails.Mode.values else "one"
    told["budget"] = budget if type(budget) is int and 1 <= budget <= MOST else 5
    ChallengeDetails.objects.update_or_create(content_id=content.pk, defaults=told)


def challenge_out(content) -> dict:
    row = content.facts
    told = {"step": row.step, "mode": row.mode, "budget": row.budget if row.mode == "budget" else None}
    return told | {name: _said(getattr(row, name)) for name in UNTIL}


def _row(value) -> int | None:
    """The key of a row, as the import has found it; a name that leads nowhere is none."""
    return value if type(value) is int else None


def _moment(value) -> datetime | None:
    try:
        moment = datetime.fromisoformat(value)
    except (TypeError, ValueError):
        return None
    return moment if moment.tzinfo and 1900 <= moment.year <= 2199 else None


def _said(moment: datetime | None) -> str | None:
    return moment and moment.astimezone(UTC).isoformat()
