"""Who follows what."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

PERSON = settings.AUTH_USER_MODEL
NOW = Q(ended_at=None)


class Follow(models.Model):
    """A person follows one of three: an item, a topic, or a colleague. `ended_at`: no longer, and not again by itself."""

    person = models.ForeignKey(PERSON, models.CASCADE, related_name="follows", db_index=False)
    content = models.ForeignKey(
        "content.Content", models.CASCADE, null=True, related_name="follows", db_index=False
    )
    topic = models.ForeignKey(
        "content.Topic", models.CASCADE, null=True, related_name="follows", db_index=False
    )
    followee = models.ForeignKey(
        PERSON, models.CASCADE, null=True, related_name="followed_by", db_index=False
    )
    created_at = models.DateTimeField(default=timezone.now)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        # Each begins with what is followed, so that counting its followers and deleting it need no other index.
        constraints = [
            models.UniqueConstraint(
                fields=["content", "person"], condition=Q(content__isnull=False), name="follows_item_once"
            ),
            models.UniqueConstraint(
                fields=["topic", "person"], condition=Q(topic__isnull=False), name="follows_topic_once"
            ),
            models.UniqueConstraint(
                fields=["followee", "person"], condition=Q(followee__isnull=False), name="follows_person_once"
            ),
        ]
        indexes = [models.Index(fields=["person", "-id"], name="followed_by_me")]

    def __str__(self) -> str:
        return f"{self.person_id} follows {self.content_id or self.topic_id or self.followee_id}"
