"""A table of contents: the kind, where its documents lie, their versions, and who is at work on one."""

from django.db import transaction

from kring.core.content.models import Content
from kring.kinds.documents.folders import Folder, top_of
from kring.kinds.documents.rows import CheckOut, Details, Version, sorted_by

__all__ = ["CheckOut", "Details", "Folder", "LibraryDocument", "Version"]


class LibraryDocument(Content):
    """The kind: a file with its versions, in a folder of its group. Every member of the group may bring a newer version."""

    edited_together = True

    class Meta:
        proxy = True

    @property
    def current(self) -> Version | None:
        """The version that counts; None where an import brought no file."""
        details = getattr(self, "document", None)
        return details.current if details else None

    @property
    def file(self):
        return self.current.file if self.current else None

    @property
    def preview(self):
        """What its page shows of the file."""
        from kring.kinds.documents.preview.shown import preview

        return preview(self.current)

    @transaction.atomic
    def edit(self, by, *, title: str, body: str, **how) -> bool:
        changed = super().edit(by, title=title, body=body, **how)
        Details.objects.filter(content_id=self.pk).update(sort=sorted_by(title or self.heading))
        return changed

    @transaction.atomic
    def move(self, by, group) -> None:
        """To another group: it lies at the top of that one's library then."""
        super().move(by, group)
        top = top_of(group)
        Details.objects.filter(content_id=self.pk).exclude(folder__group=group).update(folder=top)
