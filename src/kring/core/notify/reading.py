"""Reading marks: who has read something here has read it on every device, and gets no mail or push of it any more."""

from collections.abc import Iterable

from django.db import transaction
from django.db.models import Count
from django.utils import timezone

from kring.core.live import bus
from kring.core.notify.models import UNREAD, Notification

MOST_MESSAGES = 10  # of more people the numbers go in one


def read(person, content) -> int:
    """The person has opened `content`."""
    return _read(person, subject=f"c{content.pk}")


def read_group(person, group, reason: str = "") -> int:
    """The person has opened what notifications about the group itself (for that reason) lead to."""
    about = {"subject": f"g{group.pk}:{reason}"} if reason else {"content": None}
    return _read(person, group_id=group.pk, **about)


def read_place(person, place: str) -> int:
    """The person has read at a place (“conversation:12”), or isn't there any more."""
    return _read(person, subject=place)


def read_one(person, id: int) -> int:
    return _read(person, pk=id)


def read_all(person) -> int:
    return _read(person)


def _read(person, **which) -> int:
    """How many were unread until now. `person.unread` becomes what is left."""
    rows = Notification.objects.filter(UNREAD, person=person, **which)
    if not rows.exists():  # as on most pages: then nothing is written, and nobody waits for it
        return 0
    with transaction.atomic():
        count = put_away(rows)
        if count:
            person.unread = say([person.pk])[person.pk]
    return count


def put_away(rows) -> int:
    """These are read, and not to be sent any more."""
    return rows.update(read_at=timezone.now(), mail_due_at=None, push_due_at=None, held="")


def unread(people: Iterable[int]) -> dict[int, int]:
    """Person → how many unread notifications they have."""
    ids = list(people)
    rows = Notification.objects.filter(UNREAD, person__in=ids, hidden="")
    found = dict(rows.order_by().values_list("person").annotate(Count("pk")))
    return {id: found.get(id, 0) for id in ids}


def say(people: Iterable[int]) -> dict[int, int]:
    """Tell the open pages of these people their number, once the transaction at hand has been committed; returns it."""
    counts = unread(people)
    if len(counts) > MOST_MESSAGES:
        bus.publish({"type": "numbers", "people": list(counts.items())})
    else:
        for id, count in counts.items():
            bus.publish({"type": "notifications", "person": id, "unread": count})
    return counts
