"""Post, edit and delete a comment."""

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from kring.core.activity.log import record
from kring.core.content import naming
from kring.core.content.access import is_host, living
from kring.core.content.models import Comment, Content
from kring.core.content.once import once
from kring.core.refused import Refused


def check_comment(person, content) -> None:
    """Everybody who reads an item may comment, while its comments are open."""
    living(content)
    if not content.comments_open and not is_host(person, content.group):
        raise Refused(_("The comments on this are closed."))


def check_read(person, content) -> None:
    """Everybody who reads an item reads its comments, where there are comments at all."""


def post(author, content: Content, body: str, *, parent: Comment | None = None, token=None) -> Comment:
    """Add a comment (body: clean HTML). An answer to an answer stands beside it: replies go one level deep.
    The same `token` twice returns the first one's comment."""

    def same():
        mine = Comment.objects.filter(token=token, author=author)  # seen: the author wrote it just now
        return mine.first() if token else None

    return once(same, lambda: _post(author, content, body, parent, token))


def _post(author, content: Content, body: str, parent: Comment | None, token) -> Comment:
    if not body:
        raise Refused(_("Write something first."), 400)
    if parent and parent.parent_id:
        parent = parent.parent
    now, body = timezone.now(), naming.settled(body, author)
    comment = Comment.objects.create(
        content_id=content.pk, author=author, body=body, parent=parent, token=token, created_at=now
    )
    naming.topics_of(body)
    Content.objects.filter(pk=content.pk).update(
        comment_count=F("comment_count") + 1, version=F("version") + 1, last_activity_at=now
    )
    record("comments.posted", actor=author, group=content.group, content=content, comment=comment,
           person=parent.author if parent else None)  # fmt: skip
    return comment


@transaction.atomic
def edit(comment: Comment, by, body: str) -> None:
    if not body:
        raise Refused(_("Write something first."), 400)
    was = comment.body
    if body != was:
        body = naming.settled(body, by, was)
        naming.topics_of(body)
    if body == was:
        return
    comment.body, comment.edited_at = body, timezone.now()
    comment.save(update_fields=["body", "edited_at"])
    Content.objects.filter(pk=comment.content_id).touch()
    named = naming.added(body, was)
    record("comments.edited", actor=by, group=comment.content.group, content=comment.content, comment=comment,
           data={"named": named} if named else {})  # fmt: skip


@transaction.atomic
def delete(comment: Comment, by) -> None:
    """Its words go; its place stays while it has answers. Undone by `restore`."""
    done = Comment.objects.filter(pk=comment.pk, deleted_at=None).update(
        deleted_at=timezone.now(), deleted_by=by
    )
    if done:
        _count(comment, -1)
        record(
            "comments.deleted",
            actor=by,
            group=comment.content.group,
            content=comment.content,
            comment=comment,
        )


@transaction.atomic
def restore(comment: Comment, by) -> None:
    """Undo a deletion: who deleted it can."""
    if Comment.objects.filter(pk=comment.pk, deleted_by=by).update(deleted_at=None, deleted_by=None):
        _count(comment, 1)
        record(
            "comments.restored",
            actor=by,
            group=comment.content.group,
            content=comment.content,
            comment=comment,
        )


def _count(comment: Comment, step: int) -> None:
    Content.objects.filter(pk=comment.content_id).update(
        comment_count=F("comment_count") + step, version=F("version") + 1
    )
