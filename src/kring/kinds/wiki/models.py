from django.db import transaction

from kring.core.content.models import Content
from kring.core.content.states import State
from kring.kinds.wiki import leaving, names
from kring.kinds.wiki.page import WikiPage

__all__ = ["Wiki", "WikiPage"]


class Wiki(Content):
    """The kind: a page that every member of its group edits. What changes its state also keeps the tree a tree."""

    edited_together = True

    class Meta:
        proxy = True

    @property
    def linked_body(self) -> str:
        """The text with a mark for every `[[Page name]]`, which becomes a link when the page is sent."""
        return names.marked(names.untitled(self.body, self.title), self.pk)

    @property
    def bare_body(self) -> str:
        """The text as a card shows it: `[[Page name]]` as its words."""
        return names.bare(names.untitled(self.body, self.title))

    @transaction.atomic
    def publish(self, by) -> None:
        fresh = self.is_draft
        super().publish(by)
        if fresh:
            leaving.settle(self)

    def _become(self, state: State) -> None:
        if self.is_published:
            leaving.leave(self)
        super()._become(state)
        if self.is_published:
            leaving.come_back(self)

    @transaction.atomic
    def move(self, by, group) -> None:
        goes = self.is_published and group.pk != self.group_id
        if goes:
            leaving.leave(self)
        super().move(by, group)
        if goes:
            leaving.arrive(self)
