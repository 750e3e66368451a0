"""Who is told that a poll closes, or has closed."""

from kring.core.groups.models import Membership
from kring.kinds.polls.models import Voter


def who_voted(event):
    return Voter.objects.filter(ballot=event.content_id).values_list("person_id", flat=True)


def who_asked(event) -> list[int]:
    """Who made the poll has an outcome to explain."""
    return [event.content.author_id]


def who_has_not(event):
    """Members of its group who haven't voted."""
    members = Membership.objects.filter(group_id=event.group_id)
    voted = Voter.objects.filter(ballot=event.content_id).values("person_id")
    return members.exclude(person_id__in=voted).values_list("person_id", flat=True)
