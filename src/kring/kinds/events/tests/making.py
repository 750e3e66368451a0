"""Events for tests."""

from datetime import UTC, datetime, timedelta

from django.utils import timezone

from kring.core.content import verbs as posting
from kring.core.content.models import Content
from kring.kinds.events import verbs

HOUR = timedelta(hours=1)


def hold(cast, group="open", title="Lunch in the park", who="host", starts=None, hours=2, **plan):
    """An event, a week from now unless said otherwise."""
    starts = starts or (timezone.now() + timedelta(days=7)).replace(minute=0, second=0, microsecond=0)
    content = posting.post(cast[who], cast.groups[group], "event", title=title)
    told = {"starts_at": starts, "ends_at": starts + hours * HOUR, "zone": "Europe/Amsterdam", **plan}
    verbs.plan(content, cast[who], **told)
    return again(content)


def again(content):
    return Content.objects.select_related("event", "group", "author").get(pk=content.pk)


def at(*parts) -> datetime:
    return datetime(*parts, tzinfo=UTC)
