"""What could be set only when everything was in: whose parent, manager or answer something is, and links in bodies.

Everything is read from the table of what is pending, some hundred rows at a time, so it is done also after an import
that was killed. What is still open (the package names what it doesn't have) stays in the table for a later import.
"""

from collections.abc import Callable, Iterator

from django.db import transaction

from kring.core.content.models import Comment, Content, Revision
from kring.core.content.text import excerpt
from kring.core.features.fields import shown
from kring.core.groups.models import Group
from kring.core.people.models import Person
from kring.exchange import links
from kring.exchange.loaders import loaders
from kring.exchange.models import Pending, Source
from kring.exchange.records.contents import put_details
from kring.exchange.references import References
from kring.exchange.resolving import Targets
from kring.exchange.rows import set_columns, touch

MANY = 500
TREES = {("person", "manager"): Person, ("group", "parent"): Group, ("content", "parent"): Content}
MAKERS = {("group", "created_by"): Group, ("group", "archived_by"): Group}
BODIES = {"content": Content, "comment": Comment, "revision": Revision}


class Fixups:
    def __init__(self, source: Source, references: References, note: Callable[[str, str], None], progress):
        self.source, self.references, self.note, self.progress = source, references, note, progress

    def run(self) -> None:
        for (type, field), model in TREES.items():
            for rows in self._pending(type, field):
                self._grow(model, field, rows)
        for (type, field), model in MAKERS.items():
            for rows in self._pending(type, field):
                self._sign(model, field, rows)
        for rows in self._pending("comment", "parent"):
            self._answer(rows)
        for type, model in bodies().items():
            for rows in self._pending(type, "body"):
                self._link(type, model, rows)
        for rows in self._pending("content", "data"):
            self._detail(rows)

    def _pending(self, type: str, field: str) -> Iterator[list[Pending]]:
        last = 0
        waiting = Pending.objects.filter(source=self.source, type=type, field=field).order_by("pk")
        while rows := list(waiting.filter(pk__gt=last)[:MANY]):
            last = rows[-1].pk
            yield rows
            self.progress(0)

    def _settle(self, rows: list[Pending]) -> None:
        Pending.objects.filter(pk__in=[row.pk for row in rows]).delete()

    def _targets(self, type: str, rows: list[Pending]) -> tuple[dict, list[Pending]]:
        """(row → what it names, the rows of which that is known)"""
        found = self.references.find(type, {row.target for row in rows})
        for row in rows:
            if row.target not in found:
                self.note(
                    f"{row.type}: {row.field} {shown(row.target)} isn't there; left out",
                    f"{row.type} {row.object_id}",
                )
        known = [row for row in rows if row.target in found]
        return {row.object_id: found[row.target] for row in known}, known

    @transaction.atomic
    def _grow(self, model, field: str, rows: list[Pending]) -> None:
        """Set who or what is above whom; going round in a circle, the link that closes it is left out."""
        above, known = self._targets(rows[0].type, rows)
        ups = ancestors(model, f"{field}_id", above)
        changes = []
        for id, parent in above.items():
            if comes_round(id, parent, ups):
                self.note(f"{rows[0].type}: {field} goes round in a circle; left out", f"{rows[0].type} {id}")
            else:
                ups[id] = parent
                changes.append([parent, id])
        set_columns(model, [f"{field}_id"], changes)
        touch(model, [id for _, id in changes])
        self._settle(known)

    @transaction.atomic
    def _sign(self, model, field: str, rows: list[Pending]) -> None:
        """Set who did something."""
        people, known = self._targets("person", rows)
        set_columns(model, [f"{field}_id"], [[person, id] for id, person in people.items()])
        self._settle(known)

    @transaction.atomic
    def _answer(self, rows: list[Pending]) -> None:
        """Comments that answer one which came later: under the first of its line, with the answers they had."""
        above, known = self._targets("comment", rows)
        ids = {*above, *above.values()}
        there = {pk: (parent, content) for pk, parent, content in Comment.objects.filter(pk__in=ids).values_list(
            "pk", "parent_id", "content_id")}  # fmt: skip
        parents = {pk: parent for pk, (parent, _) in there.items()}
        ups = ancestors(Comment, "parent_id", above) | parents
        contents = set()
        for id, parent in above.items():
            if id not in there or parent not in there:
                continue
            if there[id][1] != there[parent][1]:
                self.note("comment: answers a comment on other content; stands by itself", f"comment {id}")
                continue
            if comes_round(id, parent, ups):
                self.note("comment: parent goes round in a circle; left out", f"comment {id}")
                continue
            root = parent
            while ups.get(root):
                root = ups[root]
            Comment.objects.filter(parent=id).update(parent=root)
            Comment.objects.filter(pk=id).update(parent=root)
            ups = {pk: root if up == id else up for pk, up in ups.items()} if id in ups.values() else ups
            ups[id] = root
            contents.add(there[id][1])
        touch(Content, contents)
        self._settle(known)

    @transaction.atomic
    def _link(self, type: str, model, rows: list[Pending]) -> None:
        """Links and mentions in bodies."""
        texts = dict(model.objects.filter(pk__in=[row.object_id for row in rows]).values_list("pk", "body"))
        targets = Targets(texts.values(), self.references.find)
        changes, done, places = [], [], set()
        for row in rows:
            if row.object_id not in texts:
                done.append(row)
                continue
            body, still_open = links.resolved(texts[row.object_id], targets.find)
            if body != texts[row.object_id]:
                changes.append(
                    [body, excerpt(body), row.object_id] if model is Content else [body, row.object_id]
                )
                places.add(row.object_id)
            if still_open:
                self.note(f"{type}: a link names a record that isn't there", f"{type} {row.object_id}")
            else:
                done.append(row)
        set_columns(model, ["body", "excerpt"] if model is Content else ["body"], changes)
        if model is Comment:
            places = set(Comment.objects.filter(pk__in=places).values_list("content_id", flat=True))
        if model in (Content, Comment) or model._meta.pk.related_model is Content:
            touch(Content, places)
        self._settle(done)

    @transaction.atomic
    def _detail(self, rows: list[Pending]) -> None:
        """What a kind keeps that names other records."""
        contents = Content.objects.in_bulk([row.object_id for row in rows])
        done = []
        for row in rows:
            content = contents.get(row.object_id)
            if (
                content is None
                or not (content.spec and content.spec.data_in)
                or put_details(content, self.references.find)
            ):
                done.append(row)
            else:
                self.note(
                    "content: its data name a record that isn't there; left out", f"content {row.object_id}"
                )
        touch(Content, contents)
        self._settle(done)


def bodies() -> dict:
    """Where the texts of records stand, by type: those of core and of features."""
    return BODIES | {type: loader.body_in for type, loader in loaders().items() if loader.body_in}


def ancestors(model, column: str, above: dict[int, int]) -> dict[int, int | None]:
    """What is above the given targets, all the way up, read level by level."""
    ups: dict[int, int | None] = {}
    todo = set(above.values())
    while todo:
        found = dict(model.objects.filter(pk__in=todo).values_list("pk", column))
        ups |= found
        todo = {up for up in found.values() if up and up not in ups}
    return ups


def comes_round(id: int, parent: int | None, ups: dict[int, int | None]) -> bool:
    """Whether putting `id` under `parent` makes a circle."""
    seen = set()
    while parent is not None and parent not in seen:
        if parent == id:
            return True
        seen.add(parent)
        parent = ups.get(parent)
    return False
