"""Who of the group has read it, for its hosts and its author."""

from dataclasses import dataclass

from django.db.models import Exists, OuterRef

from kring.core.groups.models import Membership
from kring.core.people.models import Person
from kring.interactions.mustread.models import Confirmation

PAGE = 100


@dataclass
class Readers:
    """Of `asked` people `read` have; a page of who has, or of who hasn't, by name."""

    asked: int
    read: int
    people: list[Person]
    more: int | None


def readers(viewer, content, have: bool, page: int) -> Readers:
    members = Membership.objects.filter(group_id=content.group_id, person__is_active=True)
    members = members.exclude(person_id=content.author_id)
    said = Exists(Confirmation.objects.filter(content_id=content.pk, person_id=OuterRef("person_id")))
    asked, read = members.count(), members.filter(said).count()
    shown = members.filter(said) if have else members.exclude(said)
    known = Person.objects.visible_to(viewer)
    rows = shown.filter(person__in=known).select_related("person").order_by("person__name", "person_id")
    start = (page - 1) * PAGE
    people = [row.person for row in rows[start : start + PAGE + 1]]
    return Readers(asked, read, people[:PAGE], page + 1 if len(people) > PAGE else None)
