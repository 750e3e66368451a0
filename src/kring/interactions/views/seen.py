"""Who has seen an item, as far as the viewer may know."""

from django.utils.translation import gettext as _

from kring.core.content.access import is_host
from kring.core.content.models import Content, Reading
from kring.core.people.models import Person
from kring.core.refused import Refused

PAGE = 100


def line(content, request, **_context) -> dict | None:
    """“Seen by 34 people”; nothing while nobody else has."""
    if not content.view_count or content.is_draft:
        return None
    return {"count": content.view_count, "names": may_see_names(request.user, content)}


def may_see_names(person, content: Content) -> bool:
    """Reading is private to who wrote it and who looks after the group; colleagues see a number."""
    return content.author_id == person.pk or is_host(person, content.group)


def check_names(person, content: Content) -> None:
    if not may_see_names(person, content):
        raise Refused(_("Only its author and the hosts of the group see who has seen this."))


def readers(person, content: Content, before: int | None) -> tuple[list[Person], int | None]:
    """The people who have seen it, latest first, and where to continue. Its author isn't among them."""
    known = Person.objects.visible_to(person)
    found = Reading.objects.filter(content=content, person__in=known).exclude(person=content.author_id)
    if before:
        found = found.filter(pk__lt=before)
    rows = list(found.select_related("person").order_by("-pk")[: PAGE + 1])
    more = rows[PAGE - 1].pk if len(rows) > PAGE else None
    return [row.person for row in rows[:PAGE]], more
