"""Earlier versions of content."""

from kring.core.content.models import Revision
from kring.core.features.fields import Body, Link, Text, Time
from kring.core.features.records import FORMAT, Loader
from kring.core.files.models import File
from kring.exchange.identity import file_key, key_of
from kring.exchange.links import file_address, file_paths, has_links, with_files
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
        bodies = self._show_files(items, batch) | resolve_bodies(items, batch)
        set_columns(Revision, ["body"], [[body, id] for id, body in bodies.items()])
        for item in items:
            if has_links(item.html):
                batch.later(item, "body")

    def _show_files(self, items, batch) -> dict[int, str]:
        """The bodies, by row, that name files of the package: those are the content's."""
        having = {item.object_id: item for item in items if file_paths(item.html)}
        bodies = {}
        for id, item in having.items():
            keys = {path: file_key("content", item.links["content"], path) for path in file_paths(item.html)}
            rows = batch.find("file", keys.values())
            files = File.objects.in_bulk(rows.values())
            there = {path: files.get(rows.get(key)) for path, key in keys.items()}
            addresses = {
                path: (file_address(row.pk, row.name), row.is_image) for path, row in there.items() if row
            }
            item.html = bodies[id] = with_files(item.html, addresses.get)
        return bodies
