"""What was counted in a room."""

from django.conf import settings
from django.db import models
from django.utils import timezone


class RoomCount(models.Model):
    """Of `people` in a room, how many ticked each choice: {key of the choice: number}. `by` typed it in; `place` says where it was."""

    content = models.ForeignKey("content.Content", models.CASCADE, related_name="room_counts")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    people = models.PositiveIntegerField()
    counts = models.JSONField(default=dict)
    place = models.CharField(max_length=120, blank=True)
    counted_on = models.DateField()
    created_at = models.DateTimeField(default=timezone.now)
    token = models.UUIDField(null=True, unique=True)

    class Meta:
        ordering = ["counted_on", "pk"]

    def __str__(self) -> str:
        return f"{self.people} people, {self.counted_on}"
