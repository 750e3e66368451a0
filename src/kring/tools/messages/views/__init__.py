"""Messages: reading, writing, beginning, who is in it, and what one chooses."""

from kring.tools.messages.views.about import about, add, do
from kring.tools.messages.views.choosing import block, choose
from kring.tools.messages.views.reading import conversation, inbox, news
from kring.tools.messages.views.starting import found, start, to
from kring.tools.messages.views.writing import delete, edit

__all__ = [
    "about",
    "add",
    "block",
    "choose",
    "conversation",
    "delete",
    "do",
    "edit",
    "found",
    "inbox",
    "news",
    "start",
    "to",
]
