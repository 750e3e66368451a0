"""For the digest: decisions that somebody owes or said they would look at again, and what was decided since."""

from datetime import datetime

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from kring.core.content import text
from kring.core.content.models import Content
from kring.core.features import switches
from kring.core.mail.parts import Line
from kring.interactions.outcomes import owing
from kring.interactions.outcomes.models import Outcome

GIVEN = 6


def owed(person, since: datetime) -> list[Line]:
    """First what waits for an explanation, then what was to be looked at again by now."""
    waiting = owing.owed(person, owing.mine(person), most=GIVEN) if owing.may_owe(person) else []
    lines = [
        _line(item, reverse("outcome", args=[item.pk]), _("closed, not explained yet")) for item in waiting
    ]
    due = (
        _outcomes(person)
        .filter(owner=person, review_at__lte=timezone.localdate())
        .order_by("review_at", "pk")
    )
    again = _("you were going to look at this again")
    return (lines + [_line(row.content, row.content.url, again) for row in due[:GIVEN]])[:GIVEN]


def told(person, since: datetime) -> list[Line]:
    """What was decided in their own groups."""
    own = list(person.roles)
    rows = _outcomes(person).filter(created_at__gt=since, content__group_id__in=own).exclude(by=person)
    return [
        _line(row.content, row.content.url, str(row.label), row.begin)
        for row in rows.order_by("-created_at")[:GIVEN]
    ]


def _outcomes(person):
    items = Content.objects.visible_to(person).filter(switches.on_in("outcomes"))
    rows = Outcome.objects.filter(is_current=True, content__in=items)
    return rows.select_related("content__group", "content__author")


def _line(item, url: str, why: str, words: str = "") -> Line:
    return Line(text.excerpt(item.heading, 90), url, item.group.name, words, why, item.pk)
