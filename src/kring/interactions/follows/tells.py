"""Who is told of what happens to something that they follow."""

from datetime import timedelta

from django.db.models import Q

from kring.interactions.follows.models import NOW, Follow

SETTLING = timedelta(hours=1)
"""Who posted something puts it right at first; that is nobody's news."""


def of_item(event):
    return _people(Q(content_id=event.content_id))


def who_follow(content):
    return Follow.objects.filter(NOW, content=content).values("person_id")


def of_changed_item(event):
    """Of what a group writes together every change counts; of another post those after the first hour."""
    content = event.content
    settled = content and (
        content.edited_together or event.created_at - (content.published_at or event.created_at) > SETTLING
    )
    return _people(Q(content_id=event.content_id)) if settled else []


def of_author_or_topics(event):
    if event.content is None:
        return []
    return _people(
        Q(followee_id=event.content.author_id)
        | Q(topic__in=event.content.topics.through.objects.filter(content=event.content).values("topic"))
    )


def _people(what: Q):
    return Follow.objects.filter(what, NOW).values_list("person_id", flat=True)
