"""Folders in which nothing lies yet: those with documents come with them (`data.folder`)."""

from kring.core.features.fields import BadRecord, Link, Time, Words
from kring.core.features.records import Dumper, Loader
from kring.core.files.sorts import safe_name
from kring.core.groups.models import Group
from kring.kinds.documents.folders import DEEPEST, NAME, Folder, at
from kring.kinds.documents.rows import Details


class Load(Loader):
    """{"group", "names": ["Policy", "2026"], "by", "created_at"}: from the top of the library down."""

    type = "folder"
    after = ("group", "person")
    fields = {
        "group": Link("group", required=True),
        "names": Words(required=True),
        "by": Link("person"),
        "created_at": Time(),
    }

    def read(self, record):
        values, links, extra = super().read(record)
        values["names"] = [name for one in values["names"] if (name := safe_name(one)[:NAME]).strip()]
        if not 0 < len(values["names"]) <= DEEPEST:
            raise BadRecord(f"names is not a way of 1 to {DEEPEST} folders")
        return values, links, extra

    def key(self, record) -> str:
        return "|".join((record["group"], *map(str, record["names"])))

    def write(self, items, batch) -> None:
        groups = Group.objects.in_bulk({item.values["group"] for item in items})  # seen: an import
        for item in items:
            row = at(groups[item.values["group"]], item.values["names"])
            if item.is_new:
                told = {"by_id": item.values.get("by")}
                told |= {"created_at": made} if (made := item.values.get("created_at")) else {}
                Folder.objects.filter(pk=row.pk).update(**told)
            item.object_id = row.pk


class Dump(Dumper):
    type = "folder"
    group = "group"
    links = {"group": ("group", "group_id"), "by": ("person", "by_id")}

    def rows(self):
        used = Details.objects.filter(folder__isnull=False).values("folder")
        above = Folder.objects.filter(parent__isnull=False).values("parent")
        return Folder.objects.exclude(parent=None).exclude(pk__in=used).exclude(pk__in=above)

    def record(self, row, out):
        return {"names": row.trail, "created_at": row.created_at}
