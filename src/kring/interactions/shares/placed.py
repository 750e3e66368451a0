"""What stands in a group beside its own: on top of that group's stream, beside home, and said on the item's page. Always asked with
`visible_to`, so that a group shows each reader only what they may see."""

from datetime import timedelta

from django.utils import timezone

from kring.core.content.access import is_host
from kring.core.content.models import Content
from kring.core.features import switches
from kring.core.groups.models import Group
from kring.interactions.shares.models import Placing

ON_TOP, BESIDE, MOST = 2, 3, 100
LATELY = timedelta(days=14)


def seen(person, group=None):
    """Newest first; of one group, or of all."""
    items = Content.objects.visible_to(person).filter(state="published")
    rows = Placing.objects.filter(content__in=items).order_by("-created_at", "-pk")
    rows = rows.select_related("content__author", "content__group", "by", "group")
    return rows.filter(group=group) if group is not None else rows


def on_top(person, group=None) -> dict | None:
    """Above the stream of a group: the last ones, as long as they are new."""
    if group is None:
        return None
    rows = list(seen(person, group).filter(created_at__gt=timezone.now() - LATELY)[: ON_TOP + 1])
    return {"rows": rows[:ON_TOP], "more": len(rows) > ON_TOP} if rows else None


def at_home(person, **_context) -> dict | None:
    """Lately put into my groups, from groups that aren't mine: what is in mine stands in the stream."""
    mine = list(person.roles)
    rows = seen(person).filter(switches.on_in("shares"), group__in=mine)
    rows = rows.filter(created_at__gt=timezone.now() - LATELY)
    rows = list(rows.exclude(content__group__in=mine)[: BESIDE * 2])
    once = list({row.content_id: row for row in rows}.values())[:BESIDE]
    return {"rows": once} if once else None


def beside(content, person, **_context) -> dict | None:
    """On an item's page: the other groups that it stands in, of those that this person may look into."""
    rows = content.placings.filter(group__in=Group.objects.readable_by(person)).select_related("group")
    found = [(row, _may_take_out(person, content, row)) for row in rows.order_by("group__name")]
    return {"rows": found} if found else None


def _may_take_out(person, content, row: Placing) -> bool:
    return person.pk in (row.by_id, content.author_id) or is_host(person, row.group)
