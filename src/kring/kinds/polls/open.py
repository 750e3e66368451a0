"""Polls that the reader can still vote in: those of their groups in which they haven't yet."""

from django.urls import reverse

from kring.core.content import kind_stream
from kring.core.content.kind_stream import Part
from kring.core.content.models import Content
from kring.kinds.polls.models import Voter

SHOWN, LOOKED_AT = 3, 30
OPEN = Part(open=True)


def at_home(person, **_context) -> dict | None:
    return _found(
        person, "home", reverse("kind_poll"), lambda: kind_stream.in_own(person, "poll", OPEN, size=LOOKED_AT)
    )


def in_group(person, group, **_context) -> dict | None:
    if person.roles.get(group.pk) is None:
        return None
    url = reverse("group_kind_poll", args=[group.slug])
    return _found(person, group.pk, url, lambda: kind_stream.in_group(group.pk, "poll", OPEN, size=LOOKED_AT))


def _found(person, place, url: str, find) -> dict | None:
    """What closes first stands first. Nothing where there is nothing left to vote in."""
    ids = kind_stream.ids_kept(f"polls:{place}", person, find)
    if not ids:
        return None
    voted = Voter.objects.filter(person=person, ballot__in=ids).values("ballot")
    items = Content.objects.filter(pk__in=ids, poll__isnull=False)  # seen: rows of groups that they are in
    found = [
        item for item in items.exclude(pk__in=voted).select_related("author", "poll") if not item.poll.is_over
    ]
    found.sort(key=lambda item: (item.poll.closes_at is None, item.poll.closes_at or item.published_at))
    return {"open": found[:SHOWN], "all": url} if found else None
