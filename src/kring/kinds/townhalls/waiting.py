"""The questions that are most wanted and have no answer yet, in town halls of the reader's own groups."""

from django.urls import reverse

from kring.core.content import kind_stream
from kring.kinds.townhalls.models import Asked

SHOWN, LOOKED_AT = 3, 10


def at_home(person, **_context) -> dict | None:
    ids = kind_stream.ids_kept(
        "townhalls:home", person, lambda: kind_stream.in_own(person, "townhall", size=LOOKED_AT)
    )
    return _found(ids, reverse("kind_townhall"))


def in_group(person, group, **_context) -> dict | None:
    ids = kind_stream.ids_kept(
        f"townhalls:{group.pk}", person, lambda: kind_stream.in_group(group.pk, "townhall", size=LOOKED_AT)
    )
    return _found(ids, reverse("group_kind_townhall", args=[group.slug]))


def _found(ids, url: str) -> dict | None:
    if not ids:
        return None
    open = Asked.objects.filter(hall__in=ids, answer=None, aside=None)
    waiting = list(open.select_related("hall__content").order_by("-vote_count", "pk")[:SHOWN])
    return {"waiting": waiting, "all": url} if waiting else None
