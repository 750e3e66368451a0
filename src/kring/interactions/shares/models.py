"""What an update passes on; and where an item stands beside its own group."""

from django.conf import settings
from django.db import models
from django.utils import timezone


class Share(models.Model):
    """The update `content` shows `of`, to who may see that."""

    content = models.OneToOneField("content.Content", models.CASCADE, related_name="share")
    of = models.ForeignKey("content.Content", models.CASCADE, related_name="shares")

    def __str__(self) -> str:
        return f"{self.content_id} shares {self.of_id}"


class Placing(models.Model):
    """An item that also stands in another group: the same one, with its one discussion. Who may see it is as in its own group."""

    content = models.ForeignKey("content.Content", models.CASCADE, related_name="placings", db_index=False)
    group = models.ForeignKey("groups.Group", models.CASCADE, related_name="+", db_index=False)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", db_index=False
    )
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["content", "group"], name="placed_once")]
        indexes = [models.Index(fields=["group", "-created_at"], name="placed_lately")]

    def __str__(self) -> str:
        return f"{self.content_id} in {self.group_id}"
