from django.conf import settings
from django.db import models
from django.utils import timezone

from kring.core.content import text
from kring.core.content.models import Comment, Content


class Discussion(Content):
    """The kind: open until it is closed with a summary, and again when that is taken back."""

    opens = True
    sorts_comments = True

    class Meta:
        proxy = True

    @property
    def told(self) -> "Summary | None":
        """What it came to so far, if anybody has summed it up."""
        return getattr(self, "summary", None)

    @property
    def summed_up(self) -> list[Comment]:
        """The comments that the summary sums up, oldest first; read once."""
        if "_summed_up" not in self.__dict__:
            chosen = Comment.objects.filter(
                summed_up__isnull=False, content_id=self.pk
            )  # seen: of this content
            self._summed_up = list(chosen.there().select_related("author").order_by("created_at", "id"))
        return self._summed_up

    def open_comments(self, by, open: bool) -> None:
        """Where people may comment again, the discussion goes on."""
        from kring.kinds.discussions import verbs

        if open and self.told and self.told.closed_at:
            verbs.reopen(self, by)
        else:
            super().open_comments(by, open)


class Summary(models.Model):
    """What a discussion came to, as it stands now: who wrote it and when, and who closed the discussion with it.
    `Content.is_open` mirrors `closed_at`, so that a list needn't join it."""

    discussion = models.OneToOneField(Content, models.CASCADE, primary_key=True, related_name="summary")
    body = models.TextField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)
    closed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    closed_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.begin

    @property
    def begin(self) -> str:
        """How it begins, as plain text."""
        return text.excerpt(self.body, 240)


class EarlierSummary(models.Model):
    """A version of the summary that another took the place of."""

    discussion = models.ForeignKey(Content, models.CASCADE, related_name="earlier_summaries")
    body = models.TextField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    created_at = models.DateTimeField()

    class Meta:
        ordering = ["-created_at", "-id"]

    def __str__(self) -> str:
        return text.excerpt(self.body, 80)


class SummedUp(models.Model):
    """A comment whose words the summary took in."""

    comment = models.OneToOneField(Comment, models.CASCADE, primary_key=True, related_name="summed_up")

    def __str__(self) -> str:
        return f"comment {self.comment_id}"
