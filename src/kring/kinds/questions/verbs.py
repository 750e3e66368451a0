"""Choose the best answer, and take the choice back."""

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from kring.core.activity.log import record
from kring.core.content.access import is_host, living
from kring.core.content.models import Comment, Content
from kring.core.refused import Refused
from kring.kinds.questions.models import Answer, Question


def check_choose(person, content) -> None:
    """Who asked chooses, or a host."""
    if not isinstance(content, Question):
        raise Refused(_("Only a question has a best answer."))
    living(content)
    if content.author_id != person.pk and not is_host(person, content.group):
        raise Refused(_("Who asked this chooses the best answer, or a host of the group."))


@transaction.atomic
def choose(comment: Comment, by) -> None:
    """This is the best answer; one that was chosen before no longer is. The question is answered."""
    content = comment.content
    if Answer.objects.filter(question_id=content.pk, comment=comment).exists():
        return
    Answer.objects.update_or_create(question_id=content.pk, defaults={"comment": comment, "by": by})
    _mirror(content, comment.pk)
    record("questions.answered", actor=by, group=content.group, content=content, comment=comment,
           person=comment.author)  # fmt: skip


@transaction.atomic
def reopen(comment: Comment, by) -> None:
    """This is no longer the best answer; the question waits again."""
    content = comment.content
    if Answer.objects.filter(question_id=content.pk, comment=comment).delete()[0]:
        _mirror(content, None)
        record("questions.reopened", actor=by, group=content.group, content=content, comment=comment)


def _mirror(content: Content, best: int | None) -> None:
    comments = content.comments.filter(is_best=True)  # seen: of a question that the caller authorised
    comments.exclude(pk=best).update(is_best=False)
    if best:
        content.comments.filter(pk=best).update(is_best=True)
    Content.objects.filter(pk=content.pk).update(is_open=best is None, version=F("version") + 1)
