"""What passes on what: a type of our own beside the format's."""

from kring.core.content.models import Content
from kring.core.features.fields import Link, Time
from kring.core.features.records import Dumper, Loader
from kring.interactions.shares.models import Placing, Share


class Load(Loader):
    type = "share"
    after = ("content",)
    fields = {"content": Link("content", required=True), "of": Link("content", required=True)}

    def key(self, record) -> str:
        return record["content"]

    def write(self, items, batch) -> None:
        new = []
        for item in items:
            if item.object_id:
                Share.objects.filter(pk=item.object_id).update(of_id=item.values["of"])
            else:
                new.append(item)
        rows = [{"content_id": item.values["content"], "of_id": item.values["of"]} for item in new]
        for item, id in zip(new, batch.insert(Share, rows, ("content_id",)), strict=True):
            item.object_id = id
            if id is None:
                batch.keep(item, item.record, "second")
        batch.touch(Content, [item.values["content"] for item in items])


class Dump(Dumper):
    type = "share"
    group = "content__group"
    links = {"content": ("content", "content_id"), "of": ("content", "of_id")}

    def rows(self):
        return Share.objects.all()

    def record(self, row, out):
        return {}


class LoadPlacing(Loader):
    """An item that also stands in another group."""

    type = "placing"
    after = ("content", "group", "person")
    fields = {
        "content": Link("content", required=True),
        "group": Link("group", required=True),
        "by": Link("person"),
        "created_at": Time(required=True),
    }

    def key(self, record) -> str:
        return f"{record['content']}|{record['group']}"

    def write(self, items, batch) -> None:
        new = [item for item in items if not item.object_id]
        rows = [
            {
                "content_id": item.values["content"],
                "group_id": item.values["group"],
                "by_id": item.values.get("by"),
                "created_at": item.values["created_at"],
            }
            for item in new
        ]
        for item, id in zip(new, batch.insert(Placing, rows, ("content_id", "group_id")), strict=True):
            item.object_id = id
            if id is None:
                batch.keep(item, item.record, "second")


class DumpPlacing(Dumper):
    type = "placing"
    group = "group"
    links = {"content": ("content", "content_id"), "group": ("group", "group_id"), "by": ("person", "by_id")}

    def rows(self):
        return Placing.objects.all()

    def record(self, row, out):
        return {"created_at": row.created_at}
