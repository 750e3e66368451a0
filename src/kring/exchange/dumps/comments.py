"""Comments. One that was deleted goes out, without its words, where others answer it."""

from django.db.models import Exists, OuterRef, Q

from kring.core.content.models import Comment
from kring.core.features.records import Dumper

GONE = "<p>…</p>"


class Comments(Dumper):
    type = "comment"
    group = "content__group"
    has_id = True
    links = {
        "content": ("content", "content_id"),
        "author": ("person", "author_id"),
        "parent": ("comment", "parent_id"),
        "deleted_by": ("person", "deleted_by_id"),
    }
    bodies = ("body",)
    files = ("comment", "pk")

    def rows(self):
        answers = Comment.objects.filter(parent=OuterRef("pk"), deleted_at=None)
        return Comment.objects.filter(Q(deleted_at=None) | Exists(answers))

    def record(self, row, out):
        if row.deleted_at:
            return {
                "created_at": row.created_at,
                "body": GONE,
                "format": "html",
                "deleted_at": row.deleted_at,
            }
        return {
            "created_at": row.created_at,
            "body": out.body(row.body),
            "format": "html",
            "updated_at": row.edited_at,
            "files": out.files() or None,
            "best": row.is_best or None,
            "room": row.data.get("room"),
        }
