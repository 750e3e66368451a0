"""Writing much anew in small steps, each of which can run twice."""

from django.db.models import Q
from django_tasks import task

from kring.core.content.models import Comment, Content, Topic
from kring.core.files.models import File
from kring.core.groups.models import Group
from kring.core.people.models import Person
from kring.core.search import index
from kring.core.search.models import Document

FEW = 200
TABLES = {
    "person": Person,
    "group": Group,
    "topic": Topic,
    "content": Content,
    "comment": Comment,
    "file": File,
}


@task()
def write_below(content_id: int) -> None:
    """Everything that stands under an item."""
    comments = Comment.objects.filter(content_id=content_id)  # seen: by nobody, only indexed
    files = File.objects.filter(Q(content_id=content_id) | Q(comment__content_id=content_id))
    index.write("comment", comments.values_list("pk", flat=True))
    index.write("file", files.values_list("pk", flat=True))


@task()
def write_group(group_id: int, after: int = 0) -> None:
    """Everything in a group, whose access changed."""
    _write_contents(
        Content.objects.filter(group_id=group_id), write_group, group_id, after
    )  # seen: by nobody, only indexed


@task()
def write_topic(topic_id: int, after: int = 0) -> None:
    """A topic, and everything that is about it."""
    index.write("topic", [topic_id])
    _write_contents(
        Content.objects.filter(topics=topic_id), write_topic, topic_id, after
    )  # seen: by nobody, only indexed


def _write_contents(contents, again, id: int, after: int) -> None:
    ids = list(contents.filter(pk__gt=after).order_by("pk").values_list("pk", flat=True)[:FEW])
    index.write("content", ids)
    for content_id in ids:
        write_below.func(content_id)
    if len(ids) == FEW:
        again.enqueue(id, ids[-1])


@task()
def mend(what: str, after: int = 0) -> None:
    """Compare the index with what there is of this sort, step by step, and set right what differs."""
    if (last := step(what, after)) is not None:
        mend.enqueue(what, last)


def mend_all() -> None:
    for what in TABLES:
        mend.enqueue(what)


def step(what: str, after: int, most: int = 1000) -> int | None:
    """Set right the next ones; returns the last that was looked at, None where there were no more."""
    ids = next_ids(what, after, most)
    index.write(what, ids)
    return ids[-1] if ids else None


def next_ids(what: str, after: int, most: int) -> list[int]:
    """The next objects that are there, or that the index knows."""
    there = TABLES[what].objects.filter(pk__gt=after).order_by("pk").values_list("pk", flat=True)
    known = Document.objects.filter(what=what, object_id__gt=after).order_by("object_id")
    return sorted({*there[:most], *known.values_list("object_id", flat=True)[:most]})[:most]


def fill_when_empty() -> None:
    """A platform that is older than its index, or whose index was thrown away, is indexed in the background."""
    if not Document.objects.exists() and Group.objects.exists():  # seen: whether there is any
        mend_all()


def came_in(only_new: bool) -> None:
    """After an import: what came in is indexed in the background; so is what changed, where not all was new."""
    for what in TABLES:
        known = Document.objects.filter(what=what).order_by("-object_id").values_list("object_id", flat=True)
        mend.enqueue(what, (known.first() or 0) if only_new else 0)
