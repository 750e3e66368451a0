"""Ideas and challenges for these tests."""

from datetime import timedelta

from django.utils import timezone

from kring.core.content import verbs as posting
from kring.core.content.models import Content
from kring.kinds.ideas.models import ChallengeDetails, IdeaDetails


def idea(
    cast,
    group="open",
    title="A bench under the lime tree",
    who="member",
    challenge=None,
    phase="open",
    **fields,
):
    item = posting.post(cast[who], cast.groups[group], "idea", title=title, **fields)
    IdeaDetails.objects.create(content_id=item.pk, asked_in=challenge, phase=phase)
    return fresh(item)


def challenge(cast, group="open", title="How do we save water?", who="host", **columns):
    item = posting.post(cast[who], cast.groups[group], "challenge", title=title, body="<p>Less is more.</p>")
    ChallengeDetails.objects.create(content_id=item.pk, **columns)
    return fresh(item)


def fresh(item):
    return Content.objects.select_related("group", "author").get(pk=item.pk)


def ago(**time):
    return timezone.now() - timedelta(**time)
