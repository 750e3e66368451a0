"""Messages on their way to open pages, and the signs of life of workers."""

from django.db import models
from django.utils import timezone


class LiveMessage(models.Model):
    """One message of the table bus, kept for some minutes, so that a page that was away can catch up."""

    payload = models.JSONField()
    key = models.CharField(max_length=40, null=True, unique=True)  # what is published twice is here once
    created_at = models.DateTimeField(default=timezone.now, db_index=True)

    class Meta:
        db_table = "live_message"


class Heartbeat(models.Model):
    """A worker that was there at `seen_at`."""

    name = models.CharField(max_length=64, primary_key=True)
    seen_at = models.DateTimeField()
