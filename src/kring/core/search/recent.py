"""Where a person was lately: what they opened last, and may still read."""

from kring.core.content.models import Content
from kring.core.content.readings import Reading

MOST = 6


def visited(person, most: int = MOST) -> list[Content]:
    """The items that the person opened last, newest first."""
    ids = Reading.objects.filter(person=person).order_by("-last_at").values_list("content_id", flat=True)
    ids = list(ids[: most * 2])
    seen = Content.objects.visible_to(person).filter(pk__in=ids).select_related("group", "author").in_bulk()
    return [seen[id] for id in ids if id in seen][:most]
