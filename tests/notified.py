"""Notifications in tests: fan out what waits, and see who was told what."""

import pytest
from django.utils import timezone

from kring.core.activity import fanout
from kring.core.activity.models import Event
from kring.core.notify import telling
from kring.core.notify.models import Cause, Notification
from kring.interactions.follows import handlers
from tests.cast import make_cast
from tests.snapshot import remembered


def settle() -> None:
    """Fan out everything that waits, the rest of big audiences too."""
    while fanout.sweep() or telling.tell_the_rest():
        pass


@pytest.fixture
def calm(db):
    """The cast, once what made it has been told and forgotten."""
    return remembered("calm", _calm)


def _calm():
    cast = make_cast()
    for event in Event.objects.filter(verb__in=("content.published", "comments.posted")).order_by("pk"):
        handlers.took_part(event)
    Event.objects.update(fanned_out_at=timezone.now())
    return cast


def told() -> dict[str, str]:
    """Who was told since the last call: handle → the reason of the newest cause."""
    settle()
    rows = Cause.objects.order_by("pk").values_list("person__handle", "reason")
    found = dict(rows)
    Notification.objects.all().delete()
    return found


def names(cast, *who: str) -> str:
    """Mentions of these, as the editor writes them."""
    return " ".join(
        f'<a href="/people/{cast[one].handle}/" data-person="{cast[one].pk}">@{cast[one].name}</a>'
        for one in who
    )
