"""Highlight an article at home for a while; put a highlighted one away for oneself."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from kring.core.activity.log import record
from kring.core.content.access import is_host, living
from kring.core.refused import Refused
from kring.kinds.news.models import News, NewsDetails, PutAway


def check_highlight(person, content) -> None:
    """What stands on top of everybody's home is chosen by hosts."""
    if not isinstance(content, News):
        raise Refused(_("Only news can be highlighted."))
    living(content)
    if not is_host(person, content.group):
        raise Refused(_("Only a host of this group can do this."))


@transaction.atomic
def highlight(content, by, until: datetime) -> None:
    """Everybody in the group sees it on top of home until then, or until they put it away."""
    now = timezone.now()
    if until <= now:
        raise Refused(_("Choose a day in the future."), 400)
    details, _made = NewsDetails.objects.get_or_create(content_id=content.pk)
    was = details.highlighted_until
    NewsDetails.objects.filter(pk=details.pk).update(
        highlighted_until=until, highlighted_by=by, highlighted_at=now
    )
    if was is None or was <= now:
        record("news.highlighted", actor=by, group=content.group, content=content)


@transaction.atomic
def unhighlight(content, by) -> None:
    highlighted = NewsDetails.objects.filter(content_id=content.pk, highlighted_until__isnull=False)
    if highlighted.update(highlighted_until=None, highlighted_by=None, highlighted_at=None):
        PutAway.objects.filter(content_id=content.pk).delete()
        record("news.unhighlighted", actor=by, group=content.group, content=content)


def put_away(content, person) -> None:
    """For this person it no longer stands on top; of that nobody is told."""
    PutAway.objects.bulk_create([PutAway(person=person, content_id=content.pk)], ignore_conflicts=True)
