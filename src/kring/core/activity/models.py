"""The event log: what happened, said once. Append-only; everything downstream reads from it."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone


class Event(models.Model):
    """One thing that happened. `fanned_out_at` is empty until all handlers have seen it."""

    verb = models.CharField(max_length=64)
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    group = models.ForeignKey("groups.Group", models.SET_NULL, null=True, related_name="+")
    content = models.ForeignKey("content.Content", models.SET_NULL, null=True, related_name="+")
    comment = models.ForeignKey("content.Comment", models.SET_NULL, null=True, related_name="+")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    data = models.JSONField(default=dict, blank=True)
    created_at = models.DateTimeField(default=timezone.now)
    fanned_out_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["id"], name="event_waiting", condition=Q(fanned_out_at=None)),
            models.Index(fields=["created_at", "verb"], name="event_by_day"),
        ]

    def __str__(self) -> str:
        return f"{self.verb} #{self.pk}"
