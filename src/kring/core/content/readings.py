"""Who has read what, and up to when: a thread opens at the first unread comment, and an item knows how many people saw it."""

from django.conf import settings
from django.db import models


class Reading(models.Model):
    """A person opened an item: first then, last then."""

    content = models.ForeignKey("content.Content", models.CASCADE, related_name="readings", db_index=False)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="readings", db_index=False
    )
    first_at = models.DateTimeField()
    last_at = models.DateTimeField()

    class Meta:
        app_label = "content"
        constraints = [models.UniqueConstraint(fields=["content", "person"], name="one_reading_per_person")]
        indexes = [models.Index(fields=["person", "-last_at"], name="read_by")]

    def __str__(self) -> str:
        return f"{self.person_id} read {self.content_id}"
