"""Comments, one level deep: an answer to an answer stands beside it."""

from kring.core.content.models import Comment, Content
from kring.core.features.fields import Body, Files, Flag, Link, Mapping, Text, Time
from kring.core.features.records import FORMAT, Loader
from kring.exchange.attachments import attach
from kring.exchange.links import has_links
from kring.exchange.resolving import resolve_bodies
from kring.exchange.rows import Row, set_columns, write_over

FIELDS = [
    "content",
    "author",
    "parent",
    "body",
    "created_at",
    "edited_at",
    "is_best",
    "data",
    "deleted_at",
    "deleted_by",
]


class Comments(Loader):
    type = "comment"
    after = ("content",)
    fields = {
        "id": Text(required=True),
        "content": Link("content", required=True),
        "author": Link("person", required=True),
        "created_at": Time(required=True),
        "body": Body(required=True),
        "format": FORMAT,
        "parent": Link("comment", later=True),
        "updated_at": Time(),
        "files": Files(),
        "best": Flag(default=False),
        "room": Mapping(),
        "deleted_at": Time(),
        "deleted_by": Link("person"),
    }
    data = "data"

    def write(self, items, batch) -> None:
        old = Comment.objects.in_bulk([item.object_id for item in items if item.object_id])
        rows = [(item, old.get(item.object_id) or Row()) for item in items]
        for item, row in rows:
            self._fill(row, item, batch)
        changed = [row for _, row in rows if row.pk]
        new = [(item, row) for item, row in rows if not row.pk]
        self._write_new(new, batch)
        write_over(Comment, changed, FIELDS)
        batch.touch(Content, {row.content_id for row in changed})
        for _, row in new:
            batch.count(
                Content,
                "comment_count",
                row.content_id,
                0 if row.deleted_at else 1,
                touch=True,
                last_activity_at=row.created_at,
            )
        bodies = attach(items, batch, "comment") | resolve_bodies(items, batch)
        set_columns(Comment, ["body"], [[body, id] for id, body in bodies.items()])
        for item in items:
            if not item.is_new and item.links.get("parent"):
                batch.later(item, "parent")
            if has_links(item.html):
                batch.later(item, "body")
        best = {row.content_id for _, row in rows if row.is_best}
        for content in Content.objects.filter(pk__in=best):
            content.follow_best()

    def _fill(self, row: Comment | Row, item, batch) -> None:
        values = item.values
        if row.pk and row.content_id != values["content"]:  # it has moved to other content
            batch.count(Content, "comment_count", row.content_id, -1)
            batch.count(Content, "comment_count", values["content"], 1, last_activity_at=values["created_at"])
            batch.touch(Content, [row.content_id])
        row.content_id, row.author_id = values["content"], values["author"]
        if not item.links.get("parent"):
            row.parent_id = None
        row.body, row.created_at = item.html, values["created_at"]
        row.deleted_at, row.deleted_by_id = values.get("deleted_at"), values.get("deleted_by")
        updated = values.get("updated_at")
        row.edited_at = updated if updated and updated > row.created_at else None
        row.is_best = self.value(item, "best")
        row.data = {**row.data, "kring_fields": item.extra} if item.extra else row.data
        if (room := values.get("room")) is not None:
            row.data = {**row.data, "room": {"by": str(room.get("by") or "")[:120]}}

    def _write_new(self, new, batch) -> None:
        """Those that answer nothing, or what is in already, and then the answers to these."""
        there = {item.key: (item, row) for item, row in new}
        roots = Roots(new, batch)
        first, second = [], []
        for item, row in new:
            above = roots.of(item)
            if above is None or above in there:
                (second if above else first).append((item, row))
            else:
                row.parent_id = roots.outside.get(above)
                first.append((item, row))
        for these in (first, second):
            for item, row in these:
                if these is second:
                    row.parent_id = there[roots.of(item)][1].pk
            ids = batch.insert(Comment, [vars(row) for _, row in these])
            for (item, row), id in zip(these, ids, strict=True):
                item.object_id = row.pk = id
                if item.links.get("parent") and row.parent_id is None:
                    batch.later(item, "parent")
        for item, _row in new:
            batch.also_known_as("comment", item.key, item.object_id)


class Roots:
    """Under which comment each new one of a batch belongs: the first of its line, in this batch or before it."""

    def __init__(self, new, batch):
        self.above = {item.key: (item.links.get("parent"), row.content_id) for item, row in new}
        wanted = {parent for parent, _ in self.above.values() if parent and parent not in self.above}
        found = batch.find("comment", wanted)
        rows = {pk: (parent, content) for pk, parent, content in Comment.objects.filter(pk__in=found.values()).values_list(
            "pk", "parent_id", "content_id")}  # fmt: skip
        self.contents = {id: rows[pk][1] for id, pk in found.items() if pk in rows}
        self.outside = {id: rows[pk][0] or pk for id, pk in found.items() if pk in rows}

    def of(self, item) -> str | None:
        """The id of its root; None where it is one itself, for now: what it answers may come later."""
        seen, at, content = {item.key}, self.above[item.key][0], self.above[item.key][1]
        root = None
        while at is not None and at not in seen:
            if at in self.above:
                if self.above[at][1] != content:
                    return None
                seen.add(at)
                root, at = at, self.above[at][0]
            else:
                return at if self.contents.get(at) == content else root
        return None if at is not None else root
