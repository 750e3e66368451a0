"""What is written about everything that can be found: its words, where it belongs, and by which marks it is filtered.

`of(what, ids)` reads the rows and returns a Paper for each that belongs into the index; whatever is missing doesn't.
"""

import re
import zlib
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import blake2b

from kring.core.content.models import Comment, Content, Topic
from kring.core.content.states import READABLE
from kring.core.content.text import plain
from kring.core.features import registry
from kring.core.files.models import File
from kring.core.groups.models import Group
from kring.core.people.models import Person
from kring.core.search.models import FileWords

FOR_MEMBERS = "xo"
LONGEST = 200_000  # characters of one text


@dataclass
class Paper:
    what: str
    object_id: int
    at: datetime
    title: str
    body: str
    content_id: int | None = None
    group_id: int | None = None
    author_id: int | None = None
    kind: str = ""
    marks: list[str] = field(default_factory=list)

    @property
    def digest(self) -> int:
        whole = "\0".join((self.title, self.body, self.kind, str(self.group_id), *self.marks))
        return int.from_bytes(blake2b(whole.encode(errors="replace"), digest_size=8).digest(), signed=True)


def of(what: str, ids: Iterable[int]) -> list[Paper]:
    return WRITTEN[what](list(ids))


def mark_of_kind(kind: str) -> str:
    return "k" + re.sub(r"[^a-z0-9]", "", kind)


def _place(group_id: int, access: str) -> list[str]:
    return [f"g{group_id}", *([FOR_MEMBERS] if access == "open" else [])]


USEFUL = (12, 50)  # what many reacted to and answered is found among the first also where it is older


def marks_of_use(use: float) -> list[str]:
    return [f"u{level}" for level, least in enumerate(USEFUL, 1) if use >= least]


def use_of_content(reactions: int, comments: int, views: int) -> float:
    return reactions + 2 * comments + views / 10


def use_of_comment(reactions: int, is_best: bool) -> float:
    return 2 * reactions + (USEFUL[1] if is_best else 0)


ABOUT = "pk kind group_id author_id title body published_at created_at group__access reaction_count comment_count view_count".split()


def contents(ids: list[int]) -> list[Paper]:
    rows = Content.objects.filter(pk__in=ids, state__in=READABLE).values_list(
        *ABOUT
    )  # seen: by nobody, only indexed
    topics = _topics(ids)
    more = _more({row[0]: row[1] for row in rows})
    papers = []
    for pk, kind, group_id, author_id, title, body, published, created, access, *use in rows:
        words = " ".join([*(name for _id, name in topics[pk]), *more.get(pk, ())])
        marks = ["wcontent", mark_of_kind(kind), f"a{author_id}", *_place(group_id, access)]
        marks += [*(f"t{id}" for id, _name in topics[pk]), *marks_of_use(use_of_content(*use))]
        body = plain(body[:LONGEST])
        text = f"{body} {words}" if words else body
        papers.append(
            Paper("content", pk, published or created, title, text, pk, group_id, author_id, kind, marks)
        )
    return papers


def _topics(ids: list[int]) -> dict[int, list[tuple[int, str]]]:
    found = defaultdict(list)
    rows = Content.topics.through.objects.filter(content_id__in=ids).order_by("topic_id")
    for content_id, *topic in rows.values_list("content_id", "topic_id", "topic__name"):
        found[content_id].append(topic)
    return found


def _more(kinds_of: dict[int, str]) -> dict[int, list[str]]:
    """Words that stand in a kind's own columns."""
    found: dict[int, list[str]] = {}
    for slug, kind in registry.kinds().items():
        if kind.words and (ids := [pk for pk, of in kinds_of.items() if of == slug]):
            found |= {pk: [words[:LONGEST]] for pk, words in registry.load(kind.words)(ids).items()}
    return found


def comments(ids: list[int]) -> list[Paper]:
    rows = Comment.objects.there().filter(
        pk__in=ids, content__state__in=READABLE
    )  # seen: by nobody, only indexed
    where = ("content_id", "content__group_id", "content__kind", "content__group__access")
    papers = []
    for pk, author_id, body, at, best, reactions, content_id, group_id, kind, access in rows.values_list(
        "pk", "author_id", "body", "created_at", "is_best", "reaction_count", *where
    ):
        marks = ["wcomment", mark_of_kind(kind), f"a{author_id}", *_place(group_id, access)]
        marks += marks_of_use(use_of_comment(reactions, best))
        papers.append(
            Paper("comment", pk, at, "", plain(body[:LONGEST]), content_id, group_id, author_id, kind, marks)
        )
    return papers


def files(ids: list[int]) -> list[Paper]:
    """What is attached to something that can be found. The text in it comes when it has been read."""
    rows = File.objects.standing().exclude(content=None, comment=None).filter(pk__in=ids)
    rows = rows.select_related("content__group", "comment__content__group")
    texts = texts_of(ids)
    papers = []
    for file in rows:
        content = file.content or file.comment.content
        if content.state not in READABLE or (file.comment and file.comment.deleted_at):
            continue
        marks = ["wfile", mark_of_kind(content.kind), *_place(content.group_id, content.group.access)]
        marks += [f"a{file.owner_id}"] if file.owner_id else []
        body = f"{file.caption} {texts.get(file.pk, '')}".strip()
        papers.append(
            Paper(
                "file",
                file.pk,
                file.created_at,
                re.sub(r"[_.]+", " ", file.name),
                body,
                content.pk,
                content.group_id,
                file.owner_id,
                content.kind,
                marks,
            )
        )
    return papers


def texts_of(ids: Iterable[int]) -> dict[int, str]:
    """The text that was found in these files."""
    rows = FileWords.objects.filter(pk__in=ids).values_list("pk", "packed")
    return {pk: zlib.decompress(bytes(packed)).decode() for pk, packed in rows}


def people(ids: list[int]) -> list[Paper]:
    papers = []
    for person in Person.objects.active().filter(pk__in=ids).prefetch_related("expertise"):
        known = " ".join(topic.name for topic in person.expertise.all())
        body = f"{person.title} {person.department} {person.location} {known} {person.bio}"
        title = f"{person.name} {person.handle}"
        papers.append(
            Paper("person", person.pk, person.joined_at, title, body, marks=["wperson", FOR_MEMBERS])
        )
    return papers


def groups(ids: list[int]) -> list[Paper]:
    papers = []
    for group in Group.objects.filter(pk__in=ids):  # seen: by nobody, only indexed
        marks = ["wgroup", f"g{group.pk}", *([] if group.access == "secret" else [FOR_MEMBERS])]
        body = f"{group.kind} {plain(group.description)}"
        papers.append(Paper("group", group.pk, group.created_at, group.name, body, marks=marks))
    return papers


def topics(ids: list[int]) -> list[Paper]:
    rows = Topic.objects.filter(pk__in=ids, merged_into=None)
    return [
        Paper("topic", topic.pk, BEFORE_ALL, topic.name, topic.description, marks=["wtopic", FOR_MEMBERS])
        for topic in rows
    ]


BEFORE_ALL = datetime.fromisoformat("2000-01-02T00:00:00+00:00")

WRITTEN: dict[str, Callable[[list[int]], list[Paper]]] = {
    "content": contents,
    "comment": comments,
    "file": files,
    "person": people,
    "group": groups,
    "topic": topics,
}
