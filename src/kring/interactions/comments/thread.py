"""Comments under a card (the last two) and under an item (all, or a part of them: see window.py)."""

from collections import defaultdict
from functools import lru_cache

from django.db import connection
from django.db.models import Exists, OuterRef
from django.db.models.expressions import RawSQL
from django.utils import translation

from kring.core.content import fragments
from kring.core.content.access import can
from kring.core.content.later import put
from kring.core.content.models import Comment
from kring.core.features import slots, switches
from kring.core.files.shown import with_files
from kring.interactions.comments import window

PREVIEWS = 2
MOST_AT_ONCE = 50
LONG = 12  # from so many comments on, a bar leads to what is new and to the end


def preview(content, full=False, **_context):
    """The last two comments for a card; None on the item's page, which has the whole thread."""
    if full:
        return None
    if not hasattr(content, "previews"):
        prefetch([content])
    return {"previews": content.previews}


# The last ones of each item from the index; a window over all comments would read every comment of a busy item.
LAST = """SELECT i.id FROM content_comment i WHERE i.content_id = c.id AND i.deleted_at IS NULL AND NOT i.is_best
    ORDER BY i.created_at DESC, i.id DESC"""  # seen: below cards that the viewer may see
SHOWN = ("content_id", "parent_id", "body", "created_at", "edited_at", "deleted_at", "is_best", "data")
BY = ("author__name", "author__handle", "author__avatar", "author__is_active", "author__version")


def prefetch(contents) -> None:
    """Give every content its `previews`, all with two queries: the comments, and their files."""
    found = defaultdict(list)
    last = _last([content.pk for content in contents])
    comments = Comment.objects.filter(pk__in=last)  # seen: below cards that the viewer may see
    comments = comments.select_related("author").only(*SHOWN, *BY).prefetch_related(with_files())
    for comment in comments.order_by("created_at", "id"):
        found[comment.content_id].append(window.with_pictures(comment))
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


def whole(content, request, read_at=None, **_context):
    """The thread under an item: a cached fragment, over which what is personal is laid with the rest of the page."""
    part, unread = window.asked(content, request.GET, request.user, read_at)
    part = window.opened(part, unread)
    folds = content.comment_count > window.WHOLE
    sorts = folds or (content.sorts_comments and content.comment_count > 1)
    return {
        "thread": put(with_line(fragment(content, part), unread)),
        "may_comment": can(request.user, content, "comment"),
        "person": request.user,
        "part": part,
        "unread": unread is not None,
        "long": content.comment_count >= LONG or sorts,
        "folds": folds,
        "sorts": sorts,
    }


def fragment(content, part: window.Part) -> bytes:
    """A part of the thread as list items, the same for everybody. Likes move without anything else, so what is in their
    order isn't kept."""
    if part.sort == "liked":
        return render(content, part).encode()
    key = f"thread:{content.pk}:{content.version}:{switches.board().generation}:{translation.get_language()}:{part}"
    return fragments.get_or_make(key, lambda: render(content, part))


def render(content, part: window.Part) -> str:
    found = window.read(content, part)
    return slots.template("comments/part.html").render(content=content, found=found, part=part)


def these(content, ids: list[int], after: int | None = None) -> list[tuple[Comment, bool]]:
    """Comments of the content, oldest first, each with whether it has answers that hold its place."""
    which = {"pk__in": ids} if after is None else {"pk__gt": after, "deleted_at": None}
    found = content.comments.filter(**which)  # seen: with the content, by whoever asks
    found = found.select_related("author").prefetch_related(with_files())
    answered = Comment.objects.filter(parent=OuterRef("pk"), deleted_at=None)  # seen: only whether there are
    rows = found.annotate(answered=Exists(answered)).order_by("created_at", "id")
    return [(window.with_pictures(row), row.answered) for row in rows[:MOST_AT_ONCE]]


def with_line(thread: bytes, unread: Comment | None) -> bytes:
    """The fragment with “New since your last visit” above the first comment that its reader hasn't read."""
    at = thread.find(b'id="comment-%d"' % unread.pk) if unread else -1
    if at < 0:
        return thread
    at = thread.rfind(b"<li", 0, at)
    return thread[:at] + _line(translation.get_language()) + thread[at:]


@lru_cache(maxsize=20)
def _line(_language: str) -> bytes:
    return slots.template("comments/line.html").render().encode()
