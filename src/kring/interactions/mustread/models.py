"""What everybody is asked to read, and who says that they have."""

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone


class MustReadQuerySet(models.QuerySet):
    def current(self):
        """Still asked for."""
        return self.filter(Q(until=None) | Q(until__gt=timezone.now()))


class MustRead(models.Model):
    """Everybody in the group of `content` is asked to read it, before `until` where that is said."""

    content = models.OneToOneField("content.Content", models.CASCADE, related_name="must_read")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    until = models.DateTimeField(null=True)
    reminded_at = models.DateTimeField(null=True)
    created_at = models.DateTimeField(default=timezone.now)

    objects = MustReadQuerySet.as_manager()

    @property
    def last_day(self):
        """`until` is the midnight after it."""
        return timezone.localdate(self.until - timedelta(seconds=1)) if self.until else None

    @property
    def is_current(self) -> bool:
        return self.until is None or self.until > timezone.now()


class Confirmation(models.Model):
    """A person says that they have read it. It stays where the asking ends."""

    content = models.ForeignKey("content.Content", models.CASCADE, related_name="+", db_index=False)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["content", "person"], name="confirmed_once")]
