"""Pages and actions of any content, whatever its kind; one file a subject."""

from kring.core.content.views import drafts as draft
from kring.core.content.views.doing import actions, do, move
from kring.core.content.views.editing import edit
from kring.core.content.views.posting import new
from kring.core.content.views.putting_away import bin
from kring.core.content.views.reading import item
from kring.core.content.views.topics import edit as edit_topic
from kring.core.content.views.topics import every, topic
from kring.core.content.views.versions import compare, go_back, history, version

__all__ = [
    "actions",
    "bin",
    "compare",
    "do",
    "draft",
    "edit",
    "edit_topic",
    "every",
    "go_back",
    "history",
    "item",
    "move",
    "new",
    "topic",
    "version",
]
