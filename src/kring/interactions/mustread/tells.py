"""Asked are the members of the group; asked again, those of them who haven't said that they have read it."""

from django.db.models import Exists, OuterRef

from kring.core.notify import audience
from kring.interactions.mustread.models import Confirmation


def who_has_not(event):
    read = Confirmation.objects.filter(content_id=event.content_id, person_id=OuterRef("person_id"))
    return audience.members(event).exclude(Exists(read)).exclude(person_id=event.content.author_id)
