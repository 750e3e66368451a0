from django.conf import settings
from django.db import models
from django.utils import timezone

from kring.core.content import text
from kring.core.content.models import Comment, Content


class Question(Content):
    """The kind: open until somebody chose the best answer."""

    opens = True

    class Meta:
        proxy = True

    @property
    def best(self) -> Comment | None:
        """The best answer, where one was chosen and still stands."""
        chosen = getattr(self, "best_answer", None)
        return chosen.comment if chosen and not chosen.comment.deleted_at else None

    @property
    def best_words(self) -> str:
        """How the best answer begins, as plain text."""
        return text.excerpt(self.best.body, 240) if self.best else ""

    def follow_best(self) -> None:
        """Of several that are marked, the last one counts."""
        marked = self.comments.filter(is_best=True, deleted_at=None)  # seen: by nobody, only counted in
        best = marked.order_by("-created_at", "-id").first()
        if best:
            told = {"comment": best, "created_at": best.created_at}
            Answer.objects.update_or_create(question_id=self.pk, defaults=told)
            marked.exclude(pk=best.pk).update(is_best=False)
        elif self.is_open is False:
            Answer.objects.filter(question_id=self.pk).delete()
        if self.is_open is not (best is None):
            Content.objects.filter(pk=self.pk).update(is_open=best is None)


class Answer(models.Model):
    """Which comment is the best answer to a question, who chose it and when. `Comment.is_best` and `Content.is_open` mirror
    it, so that a thread and a list needn't join it."""

    question = models.OneToOneField(Content, models.CASCADE, primary_key=True, related_name="best_answer")
    comment = models.OneToOneField(Comment, models.CASCADE, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)


def data_in(question: Question, data: dict) -> None:
    """A question has no data of its own: the comment that is the best answer says so itself."""
    question.follow_best()


def data_out(question: Question) -> dict:
    return {}
