"""The secret part of somebody's feed addresses."""

from django.conf import settings
from django.db import models
from django.utils import timezone


class FeedKey(models.Model):
    """Who has no row has no feeds; another token ends all addresses that were given out before."""

    person = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.CASCADE, primary_key=True, related_name="+"
    )
    token = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return f"feeds of {self.person_id}"  # never the token: this stands in logs
