"""Votes: one table for every kind that people vote on. What may be voted for, and what counts, is the kind's own affair."""

from django.conf import settings
from django.db import models
from django.utils import timezone


class Vote(models.Model):
    """A person's vote on an item, or on one `option` of it (the kind's own word for it). `value` is 1 for, -1 against and 0 for a
    pass; more than 1 where somebody gave it several votes of a budget."""

    content = models.ForeignKey("content.Content", models.CASCADE, related_name="votes", db_index=False)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="votes", db_index=False)
    option = models.CharField(max_length=120, blank=True)
    value = models.SmallIntegerField(default=1)
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["content", "person", "option"], name="one_vote_per_option")
        ]
        indexes = [models.Index(fields=["person", "content"], name="votes_of")]

    def __str__(self) -> str:
        return f"{self.person_id} votes {self.value} on {self.content_id}"
