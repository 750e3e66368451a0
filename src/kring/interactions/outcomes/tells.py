"""Who is told what became of something: everybody who took part in it."""

from django.db.models import Q

from kring.core.content.models import Comment
from kring.core.features import registry, switches
from kring.core.people.models import Person
from kring.core.votes.models import Vote


def who_took_part(event):
    """Its author, who voted and who commented; and whom features name (`Involved`), where they are on."""
    content = event.content
    if content is None:
        return []
    voters = Vote.objects.filter(content=content).values("person_id")
    comments = Comment.objects.filter(content=content, deleted_at=None)  # seen: by who is told, or not at all
    them = Q(pk=content.author_id) | Q(pk__in=voters) | Q(pk__in=comments.values("author_id"))
    for feature, hook in registry.declared("involved"):
        if switches.is_on(feature.slug, content.group_id):
            them |= Q(pk__in=registry.load(hook.who)(content))
    return Person.objects.filter(them).values_list("pk", flat=True)
