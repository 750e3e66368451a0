"""Ideas that could do with this person's vote: beside home and a group, and in the digest."""

from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kring.core.content import text
from kring.core.content.models import Content
from kring.core.features.kept import kept
from kring.core.mail.parts import Line
from kring.core.votes.models import Vote
from kring.kinds.ideas import board
from kring.kinds.ideas.models import Phase

SHOWN, GIVEN = 3, 6
LOOKED_AT = 40


def at_home(person, **_context) -> dict | None:
    """In the person's own groups."""
    items = kept("ideas:home", person, lambda: waiting(person))
    return {"ideas": items, "url": reverse("kind_idea")} if items else None


def in_group(person, group, **_context) -> dict | None:
    items = kept(f"ideas:{group.pk}", person, lambda: waiting(person, group))
    return {"ideas": items, "url": reverse("group_kind_idea", args=[group.slug])} if items else None


def waiting(person, group=None, most: int = SHOWN) -> list[dict]:
    """Being voted on, not theirs, not voted for by them yet; the one that is nearly forgotten first."""
    found = board.ideas(person, group).filter(idea__phase=Phase.VOTING).exclude(author=person)
    if group is None:
        found = found.filter(group_id__in=list(person.roles))
    looked = list(board.nearly_forgotten(found).select_related("idea", "group")[:LOOKED_AT])
    voted = Vote.objects.filter(person=person, content__in=[item.pk for item in looked])
    done = set(voted.values_list("content_id", flat=True))
    left: list[Content] = [item for item in looked if item.pk not in done][:most]
    return [
        {"id": item.pk, "title": item.heading, "url": item.url, "group": item.group.name,
         "votes": item.facts.vote_count, "closes_at": item.facts.closes_at} for item in left
    ]  # fmt: skip


def lines(person, since: datetime) -> list[Line]:
    """For the digest."""
    return [
        Line(
            text.excerpt(one["title"], 90),
            one["url"],
            one["group"],
            why=ngettext("%(num)d vote", "%(num)d votes", one["votes"]) % {"num": one["votes"]}
            if one["votes"]
            else _("no votes yet"),
            content_id=one["id"],
        )
        for one in waiting(person, most=GIVEN)
    ]
