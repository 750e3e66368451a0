"""Newsletters: reading those that were sent, writing one, sending it."""

from kring.tools.newsletter.views.reading import newsletter, overview, to_item
from kring.tools.newsletter.views.sending import do, letter, look
from kring.tools.newsletter.views.writing import add, change, choose, order, start, write

__all__ = [
    "add",
    "change",
    "choose",
    "do",
    "letter",
    "look",
    "newsletter",
    "order",
    "overview",
    "start",
    "to_item",
    "write",
]
