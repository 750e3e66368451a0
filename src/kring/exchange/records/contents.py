"""Content of any kind. A kind that isn't installed comes in as an update that remembers what it was."""

from django.utils import timezone

from kring.core.content.models import Archival, Content, Pin
from kring.core.content.states import State
from kring.core.content.text import excerpt
from kring.core.features import registry
from kring.core.features.fields import (
    BadRecord,
    Body,
    Day,
    Files,
    Flag,
    Link,
    Mapping,
    Text,
    Time,
    Word,
    Words,
    shown,
)
from kring.core.features.records import FORMAT, Loader
from kring.core.groups.models import Group
from kring.core.groups.verbs import everyone
from kring.exchange.attachments import attach
from kring.exchange.kinds import remembered
from kring.exchange.linking import linked, listed
from kring.exchange.links import has_links
from kring.exchange.resolving import resolve_bodies
from kring.exchange.rows import Row, set_columns, write_over

FIELDS = [
    "kind", "group", "author", "title", "body", "excerpt", "language", "state", "created_at", "published_at", "edited_at",
    "is_pinned", "comments_open", "review_at", "origin_url", "data",
    "parent",
]  # fmt: skip


class Contents(Loader):
    type = "content"
    after = ("group", "person", "topic")
    fields = {
        "id": Text(required=True),
        "kind": Text(limit=40, exact=True, required=True),
        "author": Link("person", required=True),
        "created_at": Time(required=True),
        "body": Body(default=""),
        "format": FORMAT,
        "group": Link("group", strict=True),
        "title": Text(limit=250),
        "updated_at": Time(),
        "published_at": Time(),
        "state": Word(choices=("published", "draft", "scheduled", "archived"), default="published"),
        "topics": Words(),
        "language": Text(),
        "parent": Link("content", later=True),
        "files": Files(),
        "pinned": Flag(default=False),
        "pinned_at": Time(),
        "pinned_by": Link("person"),
        "archived_at": Time(),
        "archived_by": Link("person"),
        "comments_open": Flag(default=True),
        "review_at": Day(),
        "url": Text(),
        "data": Mapping(),
    }
    data = "data"

    def read(self, record):
        values, links, extra = super().read(record)
        if not values.get("body", "").strip() and (record.get("body") is None or not has_more(values)):
            raise BadRecord("body is missing" if record.get("body") is None else "body is empty")
        return values, links, extra

    def write(self, items, batch) -> None:
        self.now, self.everyone = timezone.now(), everyone().pk
        topics = batch.find("topic", {id for item in items for id in item.values.get("topics") or ()})
        old = Content.objects.in_bulk([item.object_id for item in items if item.object_id])
        new, changed = [], []
        for item in items:
            row = old.get(item.object_id)
            (changed if row else new).append((item, row or Row()))
            self._miss_topics(item, topics, batch)
            self._fill(row or new[-1][1], item, batch)
        write_over(Content, [self._plain(row) for _, row in changed], FIELDS)
        batch.touch(Content, [row.pk for _, row in changed])
        ids = batch.insert(Content, [vars(row) for _, row in new])
        for (item, row), id in zip(new, ids, strict=True):
            item.object_id = row.pk = id
        rows = new + changed
        self._set_topics(rows, topics)
        pinned = [(i, r) for i, r in rows if r.is_pinned]
        self._mark(Pin, "pinned", pinned, [r.pk for _, r in changed if not r.is_pinned])
        archived = [(i, r) for i, r in rows if r.state == State.ARCHIVED]
        self._mark(Archival, "archived", archived, [r.pk for _, r in changed if r.state != State.ARCHIVED])
        self._link(items, batch)
        for _, row in rows:
            if row.state == State.PUBLISHED:
                batch.count(Group, "version", row.group_id, 1, last_post_at=row.published_at)
        self._details(rows, batch)

    def _fill(self, row: Content | Row, item, batch) -> None:
        values = item.values
        row.kind, row.data = remembered(values["kind"], values.get("data") or {})
        if row.kind != values["kind"]:
            batch.note(
                item,
                f"content: the kind {shown(values['kind'])} isn't installed; in as an update that remembers it",
            )
        if item.extra:
            row.data["kring_fields"] = item.extra
        row.group_id, row.author_id = values.get("group") or self.everyone, values["author"]
        row.title, row.body, row.excerpt = values.get("title") or "", item.html, item.excerpt
        row.language = (values.get("language") or "")[:5]
        row.created_at, row.review_at = values["created_at"], values.get("review_at")
        row.origin_url = self._address(item)
        row.is_pinned, row.comments_open = self.value(item, "pinned"), self.value(item, "comments_open")
        if "parent" not in item.links:
            row.parent_id = None
        self._live(row, values, self.value(item, "state"))

    def _live(self, row: Content | Row, values, state: str) -> None:
        """State and times. What was to be published at a moment that has passed has been: publishing it now would
        tell people of old things."""
        published = values.get("published_at")
        if state == State.SCHEDULED:
            state = State.DRAFT if published is None else state if published > self.now else State.PUBLISHED
        row.state = state
        row.published_at = published if state == State.SCHEDULED else None
        if state in (State.PUBLISHED, State.ARCHIVED):
            row.published_at = published or row.created_at
        updated = values.get("updated_at")
        row.edited_at = updated if updated and updated > row.created_at and state != State.DRAFT else None
        if row.pk is None:
            row.last_activity_at = row.published_at or row.created_at
            row.is_open = True if registry.kind_model(row.kind).opens else None

    def _address(self, item) -> str:
        url = item.values.get("url") or ""
        if url and (len(url) > 500 or not url.startswith(("http://", "https://"))):
            item.extra["url"] = url
            return ""
        return url

    def _miss_topics(self, item, topics, batch) -> None:
        if any(id not in topics for id in item.values.get("topics") or ()):
            item.extra["topics"] = item.values["topics"]
            batch.note(item, "content: a topic isn't there; left out")

    def _plain(self, row: Content) -> Content:
        row.__class__ = Content
        return row

    def _set_topics(self, rows, topics) -> None:
        through = Content.topics.through
        through.objects.filter(content__in=[row.pk for item, row in rows if not item.is_new]).delete()
        pairs = {(r.pk, topics[id]) for i, r in rows for id in i.values.get("topics") or () if id in topics}
        through.objects.bulk_create(
            [through(content_id=c, topic_id=t) for c, t in sorted(pairs)], ignore_conflicts=True
        )

    def _mark(self, model, word: str, marked, unmarked: list[int]) -> None:
        """The rows that say that something is pinned or archived, when and by whom."""
        if unmarked:
            model.objects.filter(content__in=unmarked).delete()
        made = [
            model(
                content_id=r.pk,
                by_id=i.values.get(f"{word}_by"),
                created_at=i.values.get(f"{word}_at") or r.edited_at or r.published_at or r.created_at,
            )
            for i, r in marked
        ]
        model.objects.bulk_create(made, ignore_conflicts=True)

    def _link(self, items, batch) -> None:
        bodies = attach(items, batch, "content") | resolve_bodies(items, batch)
        set_columns(Content, ["body", "excerpt"], [[body, excerpt(body), id] for id, body in bodies.items()])
        for item in items:
            if "parent" in item.links:
                batch.later(item, "parent")
            if has_links(item.html):
                batch.later(item, "body")

    def _details(self, rows, batch) -> None:
        """What a kind keeps in columns of its own; again at the end, where it names what isn't in yet."""
        items = {row.pk: item for item, row in rows if registry.kinds()[row.kind].data_in}
        for row in Content.objects.filter(pk__in=items):
            files = {one.path: one.pk for one in items[row.pk].files}
            if not put_details(row, batch.find, files):
                batch.later(items[row.pk], "data")


def has_more(values: dict) -> bool:
    """Whether a content says something without a text."""
    return bool(
        values.get("title") or values.get("files") or values.get("data") or values.get("state") == "draft"
    )


def put_details(row: Content, find, files: dict[str, int] | None = None) -> bool:
    """Have a row's kind store its data. False where that names something that isn't there (yet)."""
    kind = registry.kinds()[row.kind]
    data = linked(row.data, kind.data_links, find, files)
    registry.load(kind.data_in)(row, data)
    return all(len(listed(data.get(name))) == len(listed(row.data.get(name))) for name in kind.data_links)
