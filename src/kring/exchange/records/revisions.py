"""Earlier versions of content."""

from kring.core.content.models import Revision
from kring.core.features.fields import Body, Link, Text, Time
from kring.core.features.records import FORMAT, Loader
from kring.exchange.identity import key_of
from kring.exchange.links import has_links
from kring.exchange.resolving import resolve_bodies
from kring.exchange.rows import set_columns, write_over


class Revisions(Loader):
    type = "revision"
    after = ("content",)
    fields = {
        "content": Link("content", required=True),
        "author": Link("person", required=True),
        "created_at": Time(required=True),
        "body": Body(required=True),
        "format": FORMAT,
        "title": Text(limit=250),
        "note": Text(limit=300),
    }

    def key(self, record) -> str:
        return key_of(record["content"], record["created_at"], record["author"])

    def write(self, items, batch) -> None:
        new, old = [], []
        for item in items:
            values = item.values
            row = Revision(
                pk=item.object_id, content_id=values["content"], author_id=values["author"], body=item.html,
                title=values.get("title") or "", note=values.get("note") or "", created_at=values["created_at"],
            )  # fmt: skip
            (old if row.pk else new).append((item, row))
        write_over(Revision, [row for _, row in old], ["title", "body", "note"])
        for (item, _), row in zip(new, Revision.objects.bulk_create([row for _, row in new]), strict=True):
            item.object_id = row.pk
        set_columns(Revision, ["body"], [[body, id] for id, body in resolve_bodies(items, batch).items()])
        for item in items:
            if has_links(item.html):
                batch.later(item, "body")
