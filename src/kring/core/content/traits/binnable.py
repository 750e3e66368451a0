"""Into the bin, and out of it again as it was."""

from datetime import timedelta

from django.conf import settings
from django.db import models, transaction
from django.utils import timezone

from kring.core.activity.log import record
from kring.core.content.states import State

KEPT = timedelta(days=30)


class Binning(models.Model):
    """Who put it in the bin, when, and in which state it was."""

    content = models.OneToOneField("content.Content", models.CASCADE, related_name="binning")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    was = models.CharField(max_length=9, choices=State)
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        app_label = "content"

    @property
    def days_left(self) -> int:
        """How many days it can still be restored; 0 is the last one."""
        return max(0, (self.created_at + KEPT - timezone.now()).days)


class Binnable(models.Model):
    class Meta:
        abstract = True

    @transaction.atomic
    def to_bin(self, by) -> None:
        """Nobody finds it any more; for thirty days its author and the hosts can restore it."""
        if self.state == State.BIN:
            return
        Binning.objects.update_or_create(content=self, defaults={"by": by, "was": self.state})
        self._become(State.BIN)
        record("content.binned", actor=by, group=self.group, content=self)

    @transaction.atomic
    def restore(self, by) -> None:
        row = Binning.objects.filter(content=self).first()
        if row is None:
            return
        row.delete()
        self._become(State(row.was))
        record("content.restored", actor=by, group=self.group, content=self)
