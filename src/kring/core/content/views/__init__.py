"""Pages and actions of any content, whatever its kind; one file a subject."""

from kring.core.content.views.doing import actions, do, move
from kring.core.content.views.drafts import drafts
from kring.core.content.views.editing import edit
from kring.core.content.views.posting import new
from kring.core.content.views.putting_away import bin
from kring.core.content.views.reading import item
from kring.core.content.views.versions import history

__all__ = ["actions", "bin", "do", "drafts", "edit", "history", "item", "move", "new"]
