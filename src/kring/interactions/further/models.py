"""What came of what."""

from django.conf import settings
from django.db import models
from django.utils import timezone


class Further(models.Model):
    """Somebody takes `of` (or the `comment` on it) further. It begins with a draft; `token` is that of its form, and becomes the
    token of what is posted with it; `content` is that post, from the moment that it is published."""

    of = models.ForeignKey("content.Content", models.CASCADE, related_name="taken_further")
    comment = models.ForeignKey("content.Comment", models.CASCADE, null=True, related_name="taken_further")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    token = models.UUIDField(null=True, unique=True)
    content = models.OneToOneField("content.Content", models.CASCADE, null=True, related_name="came_of")
    created_at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return f"{self.content_id} came of {self.of_id}"
