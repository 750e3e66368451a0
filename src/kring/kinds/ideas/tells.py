"""Who is told of what happens to ideas and challenges."""

from kring.core.people.models import Person
from kring.core.votes.models import Vote
from kring.kinds.ideas.models import IdeaDetails, Joining


def asked(event) -> list[int]:
    """Who asks for ideas hears of each that comes in."""
    row = IdeaDetails.objects.filter(pk=event.content_id, asked_in__isnull=False).select_related("asked_in")
    return [one.asked_in.author_id for one in row]


def in_challenge(event):
    """A challenge went on: who asked, who has an idea in it, who voted or joins."""
    ideas = IdeaDetails.objects.filter(asked_in=event.content_id)
    people = Person.objects.filter(pk__in=ideas.values("content__author_id"))
    people |= Person.objects.filter(
        pk__in=Vote.objects.filter(content__in=ideas.values("pk")).values("person_id")
    )
    people |= Person.objects.filter(
        pk__in=Joining.objects.filter(content__in=ideas.values("pk")).values("person_id")
    )
    people |= Person.objects.filter(pk=event.content.author_id if event.content else 0)
    return people.values_list("pk", flat=True)
