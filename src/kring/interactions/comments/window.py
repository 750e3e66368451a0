"""Which part of a long thread is shown, and how it goes on: by the place of a comment, never by counting off pages.

A thread with few comments is shown whole. A longer one opens at the first comment that its reader hasn't read, else at
its end; `?comments=` asks for its beginning, or for another order (of a kind that `sorts_comments` also where they are few). Of many answers to one comment the last ones show.
"""

from dataclasses import dataclass, field, replace

from django.db.models import Count, Exists, F, OuterRef, Q, Window
from django.db.models.functions import RowNumber

from kring.core.content.models import Comment
from kring.core.files.shown import in_sizes, there, with_files

WHOLE = 60  # comments that are shown without folding anything away
PAGE = 30  # comments at once, with their answers
ABOVE = 2  # read ones above the first unread one
FOLD, LAST = 6, 3  # of more answers than this, so many show
OPEN = 300  # answers to one comment, when it is opened
SORTS = ("old", "new", "liked")


@dataclass
class Node:
    """A comment with its answers; `folded`: how many of them are not shown."""

    comment: Comment
    replies: list[Comment] = field(default_factory=list)
    folded: int = 0


@dataclass(frozen=True)
class Part:
    """A part of a thread. `place` names the comment from which it is seen ("from" it on, "before" or "after" it) or is
    "all", "start" or "end". `open`: the comment whose answers all show."""

    place: str = "all"
    comment: int = 0
    sort: str = "old"
    open: int = 0


@dataclass
class Thread:
    """What is shown, and how many comments stand before and after it."""

    part: Part
    nodes: list[Node]
    earlier: int = 0
    later: int = 0


def asked(content, query, person, read_at) -> tuple[Part, Comment | None]:
    """The part of the thread that an address asks for, and the first comment that `person` hasn't read, if any."""
    unread = first_unread(content, person, read_at)
    sort = query.get("comments", "")
    if content.comment_count <= WHOLE and not (content.sorts_comments and sort in ("new", "liked")):
        return Part(), unread
    if sort in ("new", "liked"):
        after = _root(content, query.get("after", ""))
        return Part("after" if after else "start", after.pk if after else 0, sort), None
    for place in ("before", "after"):
        if root := _root(content, query.get(place, "")):
            return Part(place, root.pk), unread
    if there := _comment(content, query.get("comment", "")):
        return _around(content, there), unread
    if sort in ("start", "end"):
        return Part(sort), unread
    return (_around(content, unread) if unread else Part("end")), unread


def first_unread(content, person, read_at) -> Comment | None:
    """The first comment by somebody else since `read_at`; None for who has never been here, for it would be all."""
    if read_at is None or not content.comment_count or content.last_activity_at <= read_at:
        return None
    new = content.comments.there().filter(created_at__gt=read_at).exclude(author=person)
    return new.order_by("created_at", "id").first()


def _around(content, comment: Comment) -> Part:
    """From a little above a comment, with its answers open where it is one."""
    root = comment.parent if comment.parent_id else comment
    above = list(_roots(content).filter(_before(root)).order_by("-created_at", "-id")[:ABOVE])
    start = above[-1] if above else root
    return Part("from", start.pk, open=comment.parent_id or comment.pk)


def _comment(content, asked: str) -> Comment | None:
    if not (asked.isdecimal() and len(asked) < 19):
        return None
    return content.comments.filter(pk=int(asked)).select_related("parent").first()  # seen: by the caller


def _root(content, asked: str) -> Comment | None:
    found = _comment(content, asked)
    return found.parent if found and found.parent_id else found


def read(content, part: Part) -> Thread:
    """The comments of a part, in its order, with their answers: three queries, and one for each number."""
    roots, more = _some(content, part)
    thread = Thread(part, _with_answers(roots, part))
    if not roots or part.place == "all":
        return thread
    if part.sort != "old":
        thread.later = len(more)
    else:
        if part.place in ("from", "before", "end"):
            thread.earlier = _count(content, _before(roots[0]), _before(roots[0], "parent__"))
        if part.place in ("from", "after", "start"):
            thread.later = _count(content, _after(roots[-1]), _after(roots[-1], "parent__"))
    return thread


def _some(content, part: Part) -> tuple[list[Comment], list[Comment]]:
    """The roots of this part, and one more where there are more."""
    found = _roots(content).select_related("author").prefetch_related(with_files())
    here = Comment.objects.filter(pk=part.comment).first() if part.comment else None  # seen: by the caller
    if part.sort == "liked":
        found = found.order_by("-reaction_count", "-id")
        if here:
            less = Q(reaction_count=here.reaction_count, id__lt=here.pk)
            found = found.filter(Q(reaction_count__lt=here.reaction_count) | less)
    elif part.sort == "new":
        found = found.order_by("-created_at", "-id").filter(_before(here) if here else Q())
    elif part.place in ("end", "before"):
        found = found.order_by("-created_at", "-id").filter(_before(here) if here else Q())
        rows = list(found[:PAGE])
        return rows[::-1], []
    else:
        limit = {"from": lambda: ~_before(here), "after": lambda: _after(here)}.get(part.place, Q)
        found = found.order_by("created_at", "id").filter(limit())
        if part.place == "all":
            return list(found), []
    rows = list(found[: PAGE + 1])
    return rows[:PAGE], rows[PAGE:]


def _with_answers(roots: list[Comment], part: Part) -> list[Node]:
    nodes = {root.pk: Node(with_pictures(root)) for root in roots}
    mine = {"partition_by": [F("parent_id")]}
    answers = Comment.objects.filter(parent_id__in=nodes, deleted_at=None).annotate(
        last=Window(RowNumber(), order_by=[F("created_at").desc(), F("id").desc()], **mine),
        number=Window(Count("id"), **mine),
    )  # seen: answers to the comments above
    if part.place != "all":
        few = Q(number__lte=FOLD) | Q(last__lte=LAST)
        answers = answers.filter(few | Q(parent_id=part.open, last__lte=OPEN) if part.open else few)
    answers = answers.select_related("author").prefetch_related(with_files())
    for answer in sorted(answers, key=lambda a: (a.created_at, a.pk)):
        node = nodes[answer.parent_id]
        node.replies.append(with_pictures(answer))
        node.folded = answer.number - len(node.replies)
    return list(nodes.values())


def answers_before(content, reply: Comment) -> Node:
    """The answers to the same comment that stand above this one, the last of them."""
    found = content.comments.there().filter(_before(reply), parent=reply.parent_id)
    rows = list(
        found.select_related("author").prefetch_related(with_files()).order_by("-created_at", "-id")[:PAGE]
    )
    more = found.count() - len(rows)
    return Node(reply.parent, [with_pictures(row) for row in rows[::-1]], more)


def of_answer(content, asked: str) -> Comment | None:
    found = _comment(content, asked)
    return found if found and found.parent_id else None


def _roots(content):
    """Comments that aren't answers and show: not deleted, or holding the place for answers."""
    answers = Comment.objects.filter(
        parent=OuterRef("pk"), deleted_at=None
    )  # seen: only whether there are any
    standing = Q(deleted_at=None) | Exists(answers)
    return content.comments.filter(standing, parent=None)  # seen: of content that the caller authorised


def _count(content, roots: Q, answers: Q) -> int:
    return content.comments.there().filter(Q(roots, parent=None) | answers).count()


def _before(comment: Comment, of: str = "") -> Q:
    """Comments (or, with `of`, answers to comments) that stand above this one."""
    same = Q(**{f"{of}created_at": comment.created_at, f"{of}id__lt": comment.pk})
    return Q(**{f"{of}created_at__lt": comment.created_at}) | same


def _after(comment: Comment, of: str = "") -> Q:
    same = Q(**{f"{of}created_at": comment.created_at, f"{of}id__gt": comment.pk})
    return Q(**{f"{of}created_at__gt": comment.created_at}) | same


def with_pictures(comment: Comment) -> Comment:
    """The pictures in its text come in fitting sizes."""
    comment.body = in_sizes(comment.body, there(comment))
    return comment


def opened(part: Part, comment: Comment | None) -> Part:
    """The same part, with the answers open among which `comment` stands."""
    return replace(part, open=comment.parent_id) if comment and comment.parent_id else part
