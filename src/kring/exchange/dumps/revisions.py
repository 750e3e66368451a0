"""Earlier versions of content."""

from kring.core.content.models import Revision
from kring.core.features.records import Dumper


class Revisions(Dumper):
    type = "revision"
    group = "content__group"
    links = {"content": ("content", "content_id"), "author": ("person", "author_id")}
    bodies = ("body",)
    files = ("content", "content_id")

    def rows(self):
        return Revision.objects.all()

    def record(self, row, out):
        return {
            "created_at": row.created_at,
            "title": row.title or None,
            "body": out.body(row.body),
            "format": "html",
            "note": row.note or None,
        }
