"""Saying that somebody writes: over the live bus, to the pages that show the item."""

from kring.core.content.access import can
from kring.core.content.access import check as allowed
from kring.core.live import bus


def check(person, content) -> None:
    """Who may comment."""
    allowed(person, content, "comment")


def line(content, request, **_context):
    """None where nobody can comment."""
    return {} if can(request.user, content, "comment") else None


def say(person, content) -> None:
    """Nothing for who chose not to be shown as here."""
    if person.shows_presence:
        bus.publish(
            {
                "type": "typing",
                "to": "page",
                "content": content.pk,
                "group": content.group_id,
                "actor": person.pk,
                "name": person.name,
                "fleeting": True,
            }
        )
