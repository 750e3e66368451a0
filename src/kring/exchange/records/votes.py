"""Votes, on whatever kind: those on content of a kind that keeps counts are counted afterwards."""

from kring.core.content.models import Content
from kring.core.features import registry
from kring.core.features.fields import BadRecord, Field, Link, Text, Time, shown
from kring.core.features.records import Loader
from kring.core.votes.models import Vote
from kring.exchange.identity import key_of

ONE = ("content_id", "person_id", "option")
MOST = 1000


class Value(Field):
    """1 for, -1 against, 0 a pass; or how many of one's votes."""

    def read(self, value):
        if type(value) is not int or not -MOST <= value <= MOST:
            raise BadRecord(f"is {shown(value)}, not a number of votes")
        return value


class Votes(Loader):
    type = "vote"
    after = ("content", "person")
    fields = {
        "person": Link("person", required=True),
        "content": Link("content", required=True),
        "value": Value(default=1),
        "option": Text(limit=120, exact=True),
        "created_at": Time(),
    }

    def key(self, record) -> str:
        return key_of(*(str(record.get(name) or "") for name in ("person", "content", "option")))

    def write(self, items, batch) -> None:
        rows: dict[tuple, tuple] = {}
        for item in items:
            row = {"content_id": item.values["content"], "person_id": item.values["person"]}
            row |= {"option": item.values.get("option") or "", "value": self.value(item, "value")}
            row |= {"created_at": item.values["created_at"]} if item.values.get("created_at") else {}
            if item.object_id:
                Vote.objects.filter(pk=item.object_id).update(**row)
            elif (one := tuple(row[name] for name in ONE)) in rows:
                batch.keep(item, item.record, "second")
            else:
                rows[one] = item, row
        ids = batch.insert(Vote, [row for _, row in rows.values()], ONE)
        for (item, _row), id in zip(rows.values(), ids, strict=True):
            item.object_id = id
            if id is None:
                batch.keep(item, item.record, "second")
        tally({item.values["content"] for item in items})

    def repair(self) -> int:
        """Every kind counts again; how many were wrong it doesn't say."""
        tally(Vote.objects.values_list("content_id", flat=True).distinct())
        return 0


def tally(ids) -> None:
    """Let the kinds of these contents count their votes."""
    counting = {slug: kind.tally for slug, kind in registry.kinds().items() if kind.tally}
    of_kind: dict[str, list[int]] = {}
    for pk, kind in Content.objects.filter(pk__in=ids, kind__in=counting).values_list("pk", "kind"):
        of_kind.setdefault(kind, []).append(pk)
    for kind, pks in of_kind.items():
        registry.load(counting[kind])(pks)
