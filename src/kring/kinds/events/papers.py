"""What belongs to an event and is posted elsewhere here: papers before, minutes after. Each reader sees those that they may read."""

import re

from django.conf import settings
from django.utils.translation import gettext as _

from kring.core.content.access import can
from kring.core.content.models import Content
from kring.core.refused import Refused
from kring.kinds.events.models import Occasion, Paper

MOST = 50
ADDRESS = re.compile(r"/?c/(\d{1,18})(?:[/?#]|$)")


def below(content, request, **_context) -> dict | None:
    """Below the event: its papers, and for who organises it the way to add one."""
    if not isinstance(content, Occasion) or content.plan is None:
        return None
    organises = can(request.user, content, "organise")
    papers = of(content, request.user)
    return {"papers": papers, "adds": organises} if papers or organises else None


def of(content, person) -> list[Paper]:
    """In the order in which they were added."""
    seen = Content.objects.visible_to(person).values("pk")
    rows = Paper.objects.filter(content_id=content.pk, of__in=seen).select_related("of__group", "of__author")
    return list(rows.order_by("created_at", "pk"))


def add(content, by, address: str) -> Paper:
    """Put what stands at this address of ours with the event; twice is once."""
    found = ADDRESS.match(address.strip().removeprefix(settings.BASE_URL))
    paper = Content.objects.visible_to(by).filter(pk=found[1]).first() if found else None
    if paper is None or paper.is_draft or paper.pk == content.pk:
        raise Refused(
            _("Nothing is posted at this address that you can read. Open the page, and copy its address."),
            400,
        )
    if Paper.objects.filter(content_id=content.pk).count() >= MOST:
        raise Refused(_("Fifty papers are enough: put the rest on a page, and add that."), 400)
    return Paper.objects.get_or_create(content_id=content.pk, of=paper, defaults={"by": by})[0]


def take_away(content, number: int) -> None:
    """It no longer belongs to the event; where it was posted, it stays."""
    Paper.objects.filter(content_id=content.pk, of_id=number).delete()
