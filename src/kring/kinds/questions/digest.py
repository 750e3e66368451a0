"""Questions for the digest: those that this person might answer, of which nobody has found the answer yet."""

from datetime import datetime, timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from kring.core.content import kind_stream, text
from kring.core.content.models import Comment, Content
from kring.core.content.states import State
from kring.core.mail.parts import Line
from kring.kinds.questions.waiting import WAITING

LOOKED_AT = 30
GIVEN = 8
TOO_OLD = timedelta(days=60)


def lines(person, since: datetime) -> list[Line]:
    """What is asked about something that they know comes first, then what waits longest in their groups. Not what is weeks old, their
    own, or what they have answered to."""
    topics = dict(person.expertise.values_list("pk", "name"))
    found = _waiting(person, topics)
    answered = set(
        Comment.objects.filter(
            author=person, content_id__in=[item.pk for item in found]
        ).values_list(  # seen: their own comments
            "content_id", flat=True
        )
    )
    found = [item for item in found if item.pk not in answered]
    known = {item.pk: _known(item, topics) for item in found}
    found.sort(key=lambda item: (not known[item.pk], item.published_at))
    return [_line(item, known[item.pk]) for item in found[:GIVEN]]


def _waiting(person, topics: dict[int, str]) -> list[Content]:
    """Of the person's own groups, and on their topics of all that they read."""
    after = timezone.now() - TOO_OLD
    rows = kind_stream.in_own(person, "question", WAITING, size=LOOKED_AT).rows
    ids = {row.id for row in rows}
    visible = Content.objects.visible_to(person).filter(
        kind="question", state=State.PUBLISHED, is_open=True, published_at__gt=after
    )
    if topics:
        about = visible.filter(topics__in=list(topics)).order_by("published_at")
        ids |= set(about.values_list("pk", flat=True)[:LOOKED_AT])
    items = visible.filter(pk__in=ids).exclude(author=person)
    return list(items.select_related("author", "group").prefetch_related("topics"))


def _known(item, topics: dict[int, str]) -> str:
    return next((topic.name for topic in item.topics.all() if topic.pk in topics), "")


def _line(item, topic: str) -> Line:
    by = _("%(name)s in %(group)s") % {"name": item.author.name, "group": item.group.name}
    why = _("you know about %(topic)s") % {"topic": topic} if topic else ""
    return Line(text.excerpt(item.heading, 90), item.url, by, why=why, content_id=item.pk)
