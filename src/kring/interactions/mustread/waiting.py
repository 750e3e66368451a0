"""Beside home: what this person is asked to read and hasn't yet. Found once a minute at most."""

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from kring.core.content.models import Content
from kring.core.features import slots
from kring.core.features.kept import forget, widget
from kring.interactions.mustread.models import Confirmation

SHOWN = 5
WHAT = "mustread"


def at_home(person, **_context) -> dict | None:
    return widget(WHAT, person, lambda: _draw(person))


def unread(person):
    """The oldest first: that one waits longest."""
    there = Content.objects.visible_to(person).in_stream_of(person).filter(state="published")
    asked = there.filter(
        Q(must_read__until=None) | Q(must_read__until__gt=timezone.now()), must_read__isnull=False
    )
    said = Confirmation.objects.filter(content_id=OuterRef("pk"), person_id=person.pk)
    mine = asked.exclude(Exists(said)).exclude(author_id=person.pk)
    return mine.select_related("group", "must_read").order_by("must_read__created_at")


def changed(person) -> None:
    """This person confirmed something, and wants to see that now."""
    forget(WHAT, person)


def _draw(person) -> str:
    items = list(unread(person)[:SHOWN])
    return slots.template("mustread/waiting.html").render(items=items) if items else ""
