"""Keeping an item on top of its group."""

from django.conf import settings
from django.db import models, transaction
from django.db.models import F
from django.utils import timezone

from kring.core.activity.log import record


class Pin(models.Model):
    content = models.OneToOneField("content.Content", models.CASCADE, related_name="pin_row")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        app_label = "content"


class Pinnable(models.Model):
    """`is_pinned` mirrors the Pin row, so that a list needn't join it."""

    is_pinned = models.BooleanField(default=False, editable=False)

    class Meta:
        abstract = True

    @transaction.atomic
    def pin(self, by) -> None:
        _row, made = Pin.objects.get_or_create(content=self, defaults={"by": by})
        if made:
            self._mirror_pin(True)
            record("content.pinned", actor=by, group=self.group, content=self)

    @transaction.atomic
    def unpin(self, by) -> None:
        if Pin.objects.filter(content=self).delete()[0]:
            self._mirror_pin(False)
            record("content.unpinned", actor=by, group=self.group, content=self)

    def _mirror_pin(self, value: bool) -> None:
        type(self).objects.filter(pk=self.pk).update(is_pinned=value, version=F("version") + 1)
        self.is_pinned = value
