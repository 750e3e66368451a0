"""What an update passes on."""

from django.db import models


class Share(models.Model):
    """The update `content` shows `of`, to who may see that."""

    content = models.OneToOneField("content.Content", models.CASCADE, related_name="share")
    of = models.ForeignKey("content.Content", models.CASCADE, related_name="shares")

    def __str__(self) -> str:
        return f"{self.content_id} shares {self.of_id}"
