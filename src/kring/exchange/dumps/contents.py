"""Content of any kind, as it was posted: drafts and what is scheduled too, but nothing that lies in the bin."""

from datetime import UTC, datetime, time

from kring.core.content.models import Content
from kring.core.content.states import State
from kring.core.features import registry
from kring.core.features.records import Dumper
from kring.core.groups.verbs import everyone
from kring.exchange.kinds import KIND
from kring.exchange.linking import named, turned

OURS = (KIND, "kring_fields")


class Contents(Dumper):
    type = "content"
    group = "group"
    has_id = True
    links = {
        "author": ("person", "author_id"),
        "group": ("group", "group_id"),
        "parent": ("content", "parent_id"),
    }
    bodies = ("body",)
    files = ("content", "pk")

    def rows(self):
        details = [name for kind in registry.kinds().values() for name in kind.details.split()]
        more = [kind.details_rows for kind in registry.kinds().values() if kind.details_rows]
        rows = Content.objects.exclude(state=State.BIN).prefetch_related("topics", *details, *more)
        return rows.select_related("pin_row", "archival")

    def names(self, rows):
        for row in rows:
            yield from (("topic", topic.pk) for topic in row.topics.all())
            yield from (
                ("person", pk) for pk in (marked_by(row, "pin_row"), marked_by(row, "archival")) if pk
            )
            row.details = details_of(row)
            yield from ((type, pk) for type, pk in named(row.details, links_of(row.kind)) if type != "file")

    def record(self, row, out):
        whole = everyone_pk(out)
        return {
            **({"group": None} if row.group_id == whole else {}),
            "kind": row.data.get(KIND) or row.kind,
            "title": row.title or None,
            "body": out.body(row.body),
            "format": "html",
            "created_at": row.created_at,
            "updated_at": row.edited_at,
            "published_at": row.published_at if row.published_at != row.created_at else None,
            "state": None if row.state == State.PUBLISHED else row.state,
            "topics": topics_of(row, out) or None,
            "language": row.language or None,
            "files": out.files() or None,
            "comments_open": None if row.comments_open else False,
            "review_at": row.review_at and datetime.combine(row.review_at, time(), UTC),
            "url": row.origin_url or None,
            "data": data_of(row, out) or None,
            "pinned": row.is_pinned or None,
            **mark(row, "pin_row", "pinned", out),
            **mark(row, "archival", "archived", out),
        }


def everyone_pk(out) -> int:
    if not hasattr(out, "everyone"):
        out.everyone = everyone().pk
    return out.everyone


def marked_by(row, name: str) -> int | None:
    return getattr(getattr(row, name, None), "by_id", None)


def mark(row, name: str, word: str, out) -> dict:
    """When it was pinned or archived, and by whom."""
    marked = getattr(row, name, None)
    if marked is None:
        return {}
    return {f"{word}_at": marked.created_at, f"{word}_by": out.id("person", marked.by_id)}


def topics_of(row, out) -> list[str]:
    """Its topics, with those that it came with and that aren't here."""
    ids = {out.id("topic", topic.pk) for topic in row.topics.all()} - {None}
    kept = row.data.get("kring_fields", {}).get("topics") or ()
    return sorted(ids | {out.foreign(id) for id in kept})


def links_of(kind: str) -> dict[str, str]:
    return registry.kinds()[kind].data_links if kind in registry.kinds() else {}


def details_of(row) -> dict:
    """What its kind keeps in columns."""
    kind = registry.kinds().get(row.kind)
    return registry.load(kind.data_out)(row) if kind and kind.data_out else {}


def data_of(row, out) -> dict:
    data = {name: value for name, value in row.data.items() if name not in OURS}
    if type(data.get("versions")) is list:
        data["versions"] = [out.version(one) if type(one) is dict else one for one in data["versions"]]
    data |= {
        name: value if value != [] else None
        for name, value in turned(row.details, links_of(row.kind), out.named).items()
    }
    return {name: value for name, value in data.items() if value is not None}
