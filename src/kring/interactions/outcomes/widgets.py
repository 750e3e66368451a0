"""Beside home and a group: what is owed, for who is to explain it; and what was decided last. At most one query a minute."""

from django.db.models import Q
from django.urls import reverse

from kring.core.features.kept import kept
from kring.interactions.outcomes import owing
from kring.interactions.outcomes.lists import Told
from kring.interactions.outcomes.models import Outcome

SHOWN = 3


def at_home(person, **_context) -> dict | None:
    """Decisions that this person owes, and those that they said they would look at again."""
    if not owing.may_owe(person):
        return None
    items = kept(
        "outcomes:owed", person, lambda: _lines(owing.owed(person, owing.mine(person), most=SHOWN + 1))
    )
    return {"items": items[:SHOWN], "more": len(items) > SHOWN} if items else None


def owed_in_group(person, group, **_context) -> dict | None:
    if not owing.may_owe(person):
        return None
    mine = owing.mine(person) & Q(group_id=group.pk)
    items = kept(
        f"outcomes:owed:{group.pk}", person, lambda: _lines(owing.owed(person, mine, most=SHOWN + 1))
    )
    return {"items": items[:SHOWN], "more": len(items) > SHOWN} if items else None


def told_in_group(person, group, **_context) -> dict | None:
    """What was decided last in a group, for who reads it."""
    if not owing.kinds():
        return None
    url = reverse("group_outcomes", args=[group.slug])
    told = kept(
        f"outcomes:told:{group.pk}",
        person,
        lambda: [
            {
                "title": row.content.heading,
                "url": row.content.url,
                "decision": row.decision,
                "at": row.created_at,
            }
            for row in Told(person, url, group).shown[:SHOWN]
        ],
    )
    shown = [row | {"outcome": Outcome(decision=row["decision"])} for row in told]
    return {"told": shown, "url": url} if told else None


def _lines(items) -> list[dict]:
    return [
        {
            "title": item.heading,
            "url": item.url,
            "explain": reverse("outcome", args=[item.pk]),
            "group": item.group.name,
            "at": item.last_activity_at,
        }
        for item in items
    ]
