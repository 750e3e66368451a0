"""Summaries and their earlier versions from elsewhere, and ours for elsewhere."""

from kring.core.content.models import Content
from kring.core.features.fields import Body, Link, Time, Words
from kring.core.features.records import FORMAT, Dumper, Loader
from kring.kinds.discussions.models import Discussion, EarlierSummary, Summary, SummedUp

OPEN_LINK = 'href="kring:'


class Load(Loader):
    """The summary that stands on top. A second one of the same discussion is kept beside."""

    type = "summary"
    after = ("content", "comment", "person")
    body_in = Summary
    fields = {
        "content": Link("content", required=True),
        "author": Link("person", required=True),
        "created_at": Time(required=True),
        "body": Body(required=True),
        "format": FORMAT,
        "comments": Words(),
        "closed_at": Time(),
        "closed_by": Link("person"),
    }

    def key(self, record) -> str:
        return record["content"]

    def write(self, items, batch) -> None:
        kinds = Content.objects.in_bulk([item.values["content"] for item in items])
        for item in items:
            content = kinds.get(item.values["content"])
            if not isinstance(content, Discussion):
                batch.keep(item, item.record, "kind")
                continue
            self._write(item, content)
            self._choose(item, content, batch)
            if OPEN_LINK in item.html:
                batch.later(item, "body")
        batch.touch(Content, [item.values["content"] for item in items])

    def _write(self, item, content) -> None:
        values, closed = item.values, item.values.get("closed_at")
        told = {"body": item.html, "by_id": values["author"], "created_at": values["created_at"],
                "closed_at": closed, "closed_by_id": values.get("closed_by")}  # fmt: skip
        Summary.objects.update_or_create(discussion_id=content.pk, defaults=told)
        Content.objects.filter(pk=content.pk).update(is_open=closed is None)
        item.object_id = content.pk

    def _choose(self, item, content, batch) -> None:
        ids = batch.find("comment", item.values.get("comments") or ()).values()
        there = content.comments.filter(pk__in=list(ids)).values_list(
            "pk", flat=True
        )  # seen: by nobody, only linked
        chosen = SummedUp.objects.filter(comment__content_id=content.pk)
        chosen.exclude(pk__in=list(there)).delete()
        SummedUp.objects.bulk_create([SummedUp(pk=pk) for pk in there], ignore_conflicts=True)


class Dump(Dumper):
    type = "summary"
    group = "discussion__group"
    links = {
        "content": ("content", "discussion_id"),
        "author": ("person", "by_id"),
        "closed_by": ("person", "closed_by_id"),
    }
    bodies = ("body",)

    def rows(self):
        return Summary.objects.all()

    def names(self, rows):
        chosen = SummedUp.objects.filter(comment__content_id__in=[row.pk for row in rows])
        pairs = list(chosen.order_by("pk").values_list("comment__content_id", "pk"))
        for row in rows:
            row.chosen = [comment for content, comment in pairs if content == row.pk]
            yield from (("comment", comment) for comment in row.chosen)

    def record(self, row, out):
        ids = [out.id("comment", comment) for comment in row.chosen]
        return {
            "created_at": row.created_at,
            "body": out.body(row.body),
            "format": "html",
            "comments": [id for id in ids if id] or None,
            "closed_at": row.closed_at,
        }


class LoadEarlier(Loader):
    type = "earlier_summary"
    after = ("content", "person")
    body_in = EarlierSummary
    fields = {name: Load.fields[name] for name in ("content", "author", "created_at", "body", "format")}

    def key(self, record) -> str:
        return "|".join((record["content"], record["author"], record["created_at"]))

    def write(self, items, batch) -> None:
        for item in items:
            values = item.values
            row = {"body": item.html, "by_id": values["author"], "created_at": values["created_at"]}
            if item.object_id:
                EarlierSummary.objects.filter(pk=item.object_id).update(**row)
            else:
                item.object_id = EarlierSummary.objects.create(discussion_id=values["content"], **row).pk
            if OPEN_LINK in item.html:
                batch.later(item, "body")


class DumpEarlier(Dumper):
    type = "earlier_summary"
    group = "discussion__group"
    links = {"content": ("content", "discussion_id"), "author": ("person", "by_id")}
    bodies = ("body",)

    def rows(self):
        return EarlierSummary.objects.all()

    def record(self, row, out):
        return {"created_at": row.created_at, "body": out.body(row.body), "format": "html"}
