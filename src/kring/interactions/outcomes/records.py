"""Outcomes from elsewhere, and ours for elsewhere: several about one item are its history, the newest stands."""

from django.db.models import F, OuterRef, Subquery

from kring.core.content.models import Content
from kring.core.features.fields import BadRecord, Body, Day, Link, Time, Word
from kring.core.features.records import Dumper, Loader
from kring.interactions.outcomes.models import Outcome


class Load(Loader):
    """`reason` is read as the body of the record, so that it becomes clean HTML like every text; plain text where it says no `format`."""

    type = "outcome"
    after = ("content", "person")
    fields = {
        "content": Link("content", required=True),
        "decision": Word(choices=tuple(Outcome.Decision.values), required=True),
        "body": Body(required=True),
        "format": Word(choices=("html", "markdown", "text"), required=True),
        "author": Link("person", required=True),
        "created_at": Time(required=True),
        "owner": Link("person"),
        "review_at": Day(),
    }

    def read(self, record):
        if "body" in record:
            raise BadRecord("body: an outcome has a reason")
        if record.get("reason") is None:
            raise BadRecord("reason is missing")
        read = {name: value for name, value in record.items() if name != "reason"}
        return super().read({"format": "text"} | read | {"body": record["reason"]})

    def key(self, record) -> str:
        return f"{record['content']}|{record['created_at']}"

    def write(self, items, batch) -> None:
        new, seen = [], set()
        for item in items:
            values = item.values
            row = {"content_id": values["content"], "decision": values["decision"], "reason": item.html}
            row |= {"by_id": values["author"], "owner_id": values.get("owner")}
            row |= {"review_at": values.get("review_at"), "created_at": values["created_at"]}
            if item.object_id:
                Outcome.objects.filter(pk=item.object_id).update(**row)
            elif (one := (row["content_id"], row["created_at"])) in seen:
                batch.keep(item, item.record, "second")
            else:
                seen.add(one)
                new.append((item, row | {"is_current": False}))
        there = set(
            Outcome.objects.filter(content_id__in={content for content, _ in seen}).values_list(
                "content_id", "created_at"
            )
        )
        for item, row in [pair for pair in new if (pair[1]["content_id"], pair[1]["created_at"]) in there]:
            batch.keep(item, item.record, "second")
            new.remove((item, row))
        ids = batch.insert(Outcome, [row for _, row in new])
        for (item, _row), id in zip(new, ids, strict=True):
            item.object_id = id
        contents = {item.values["content"] for item in items}
        follow(contents)
        batch.touch(Content, contents)

    def repair(self) -> int:
        contents = Outcome.objects.values_list("content_id", flat=True).distinct()
        return follow(contents)


def follow(contents) -> int:
    """Of each of these contents the newest that wasn't taken back stands; returns how many rows changed."""
    rows = Outcome.objects.filter(content_id__in=contents)
    standing = Outcome.objects.filter(content=OuterRef("content"), taken_back_at=None)
    newest = Subquery(standing.order_by("-created_at", "-pk").values("pk")[:1])
    marked = rows.annotate(newest=newest)
    wrong = list(marked.filter(is_current=True).exclude(pk=F("newest")).values_list("pk", flat=True))
    wrong += marked.filter(is_current=True, newest=None).values_list("pk", flat=True)
    right = list(marked.filter(is_current=False, pk=F("newest")).values_list("pk", flat=True))
    Outcome.objects.filter(pk__in=wrong).update(is_current=False)
    Outcome.objects.filter(pk__in=right).update(is_current=True)
    return len(right)


class Dump(Dumper):
    type = "outcome"
    group = "content__group"
    links = {
        "content": ("content", "content_id"),
        "author": ("person", "by_id"),
        "owner": ("person", "owner_id"),
    }
    bodies = ("reason",)

    def rows(self):
        return Outcome.objects.filter(taken_back_at=None, by__isnull=False)

    def record(self, row, out):
        return {
            "decision": row.decision,
            "reason": out.body(row.reason),
            "format": "html",
            "created_at": row.created_at,
            "review_at": row.review_at and row.review_at.isoformat(),
        }
