"""Whether comments are open, and how many there are."""

from django.db import models, transaction
from django.db.models import F
from django.utils import timezone

from kring.core.activity.log import record


class Commentable(models.Model):
    """`sorts_comments`: the comments of such a kind are what it is about; their reader chooses the order also where they are few."""

    sorts_comments = False
    comments_open = models.BooleanField(default=True, editable=False)
    comment_count = models.PositiveIntegerField(default=0, editable=False)
    last_activity_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        abstract = True

    @transaction.atomic
    def open_comments(self, by, open: bool) -> None:
        if self.comments_open == open:
            return
        type(self).objects.filter(pk=self.pk).update(comments_open=open, version=F("version") + 1)
        self.comments_open = open
        verb = "content.comments_opened" if open else "content.comments_closed"
        record(verb, actor=by, group=self.group, content=self)
