"""Who is told of a summary: everybody who took part."""

from kring.core.content.models import Comment
from kring.core.people.models import Person


def took_part(event):
    wrote = Comment.objects.there().filter(content_id=event.content_id)  # seen: only who took part
    people = wrote.values("author_id").union(Person.objects.filter(pk=event.content.author_id).values("pk"))
    return Person.objects.filter(pk__in=people).values_list("pk", flat=True)
