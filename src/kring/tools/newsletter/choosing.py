"""What a writer can choose from: lately, most useful, or what they look for; always what they may read themselves."""

from datetime import timedelta

from django.db.models import F
from django.utils import timezone

from kring.core.content.models import Content
from kring.core.search import finding, parsing

SHOWN = 12
LATELY = timedelta(days=31)
WAYS = ("recent", "useful")


def found(person, groups: list[int], way: str = "recent", typed: str = "") -> list[Content]:
    """Published items; without `typed` those of the newsletter's own groups first."""
    items = Content.objects.visible_to(person).filter(state="published").select_related("group", "author")
    if typed.strip():
        hits = finding.find(person, parsing.parse(typed)).hits
        ids = list(dict.fromkeys(hit.content.pk for hit in hits if hit.content))
        there = items.in_bulk(ids)
        return [there[id] for id in ids if id in there][:SHOWN]
    items = items.filter(group_id__in=groups)
    if way == "useful":
        lately = items.filter(published_at__gt=timezone.now() - LATELY)
        return list(lately.order_by((F("reaction_count") + 2 * F("comment_count")).desc(), "-id")[:SHOWN])
    return list(items.newest()[:SHOWN])
