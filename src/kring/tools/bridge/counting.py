"""What was counted about items, over all rooms."""

from kring.core.content.room import Counted
from kring.tools.bridge.models import RoomCount


def counted(ids) -> dict[int, Counted]:
    found: dict[int, Counted] = {}
    rows = RoomCount.objects.filter(content__in=ids).values_list("content_id", "people", "counts")
    for id, people, counts in rows.order_by():
        found.setdefault(id, Counted()).add(people, counts)
    return found
