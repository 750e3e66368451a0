"""Comments under a card (the last two) and under an item (all, in pages)."""

from collections import defaultdict
from dataclasses import dataclass, field

from django.db import connection
from django.db.models import Exists, OuterRef, Q
from django.db.models.expressions import RawSQL
from django.utils import translation

from kring.core.content import fragments
from kring.core.content.access import can
from kring.core.content.later import put
from kring.core.content.models import Comment
from kring.core.features import slots, switches

PREVIEWS = 2
PAGE = 50


@dataclass
class Node:
    """A comment with its answers."""

    comment: Comment
    replies: list["Node"] = field(default_factory=list)


def preview(content, full=False, **_context):
    """The last two comments for a card; None on the item's page, which has the whole thread."""
    if full:
        return None
    if not hasattr(content, "previews"):
        prefetch([content])
    return {"previews": content.previews}


# The last ones of each item from the index; a window over all comments would read every comment of a busy item.
LAST = """SELECT i.id FROM content_comment i WHERE i.content_id = c.id AND i.deleted_at IS NULL
    ORDER BY i.created_at DESC, i.id DESC"""  # seen: below cards that the viewer may see
SHOWN = ("content_id", "parent_id", "body", "created_at", "edited_at", "deleted_at", "is_best")
BY = ("author__name", "author__handle", "author__avatar", "author__is_active", "author__version")


def prefetch(contents) -> None:
    """Give every content its `previews`, all with one query."""
    found = defaultdict(list)
    last = _last([content.pk for content in contents])
    comments = Comment.objects.filter(pk__in=last)  # seen: below cards that the viewer may see
    for comment in comments.select_related("author").only(*SHOWN, *BY).order_by("created_at", "id"):
        found[comment.content_id].append(comment)
    for content in contents:
        content.previews = found[content.pk]


def _last(contents: list[int]) -> RawSQL:
    if connection.vendor == "postgresql":
        joined = f"CROSS JOIN LATERAL ({LAST} LIMIT {PREVIEWS}) x"
    else:
        joined = f"JOIN content_comment x ON x.id IN ({LAST} LIMIT {PREVIEWS})"  # seen: the same
    marks = ",".join(["%s"] * len(contents)) or "NULL"
    sql = f"SELECT x.id FROM content_content c {joined} WHERE c.id IN ({marks})"  # seen: the same
    return RawSQL(sql, contents)  # noqa: S611  the words are ours; what varies is a parameter


preview.prefetch = prefetch


def whole(content, request, **_context):
    """The thread: a cached fragment per page, over which what is personal is laid with the rest of the page."""
    number, last = page_number(content, request)
    key = f"thread:{content.pk}:{content.version}:{switches.board().generation}:{translation.get_language()}:{number}"
    thread = fragments.get_or_make(key, lambda: _render(content, number, last))
    return {
        "thread": put(thread),
        "may_comment": can(request.user, content, "comment"),
        "person": request.user,
    }


def page_number(content, request) -> tuple[int, int]:
    """Which page of the thread is asked for (?comments=3), and which is the last. Pages count from 1, oldest first."""
    roots = content.comment_count  # at least: who holds a place is deleted, but has an answer that counts
    if roots > PAGE:
        roots = Comment.objects.filter(
            _standing(), content=content, parent=None
        ).count()  # seen: by the caller
    last = max(1, -(-roots // PAGE))
    asked = request.GET.get("comments", "")
    return min(int(asked), last) if asked.isdecimal() and int(asked) > 0 else 1, last


def page_of(comment: Comment) -> int:
    """The page of the thread on which a comment stands."""
    root = comment.parent or comment
    before = Comment.objects.filter(
        _standing(), content_id=comment.content_id, parent=None
    ).filter(  # seen: only counted, for a comment that the caller authorised
        Q(created_at__lt=root.created_at) | Q(created_at=root.created_at, id__lt=root.id)
    )
    return before.count() // PAGE + 1


def _standing() -> Q:
    """Roots that show: not deleted, or holding the place for answers."""
    answers = Comment.objects.filter(
        parent=OuterRef("pk"), deleted_at=None
    )  # seen: only asked whether there are any
    return Q(deleted_at=None) | Exists(answers)


def nodes(content, number: int) -> list[Node]:
    roots = Comment.objects.filter(_standing(), content=content, parent=None).order_by(
        "created_at", "id"
    )  # seen: under content that the caller authorised
    roots = roots.select_related("author")[(number - 1) * PAGE : number * PAGE]
    found = {root.pk: Node(root) for root in roots}
    replies = Comment.objects.filter(parent_id__in=found, deleted_at=None).select_related(
        "author"
    )  # seen: answers to the comments above
    for reply in replies.order_by("created_at", "id"):
        found[reply.parent_id].replies.append(Node(reply))
    return list(found.values())


def _render(content, number: int, last: int) -> str:
    tree = nodes(content, number)
    return slots.template("comments/nodes.html").render(content=content, nodes=tree, number=number, last=last)
