"""What somebody keeps for later, and in which list of theirs."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

PERSON = settings.AUTH_USER_MODEL


class BookmarkList(models.Model):
    """A list with a name that its owner gave it. Deleted, its bookmarks stand among those without a list."""

    person = models.ForeignKey(PERSON, models.CASCADE, related_name="bookmark_lists")
    name = models.CharField(max_length=80)
    created_at = models.DateTimeField(default=timezone.now)
    deleted_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "name"], condition=Q(deleted_at=None), name="one_bookmark_list_per_name"
            )
        ]

    def __str__(self) -> str:
        return self.name


class Bookmark(models.Model):
    content = models.ForeignKey("content.Content", models.CASCADE, related_name="bookmarks", db_index=False)
    person = models.ForeignKey(PERSON, models.CASCADE, related_name="bookmarks", db_index=False)
    list = models.ForeignKey(BookmarkList, models.SET_NULL, null=True, related_name="bookmarks")
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["content", "person"], name="one_bookmark_per_item")]
        indexes = [models.Index(fields=["person", "-id"], name="bookmarks_of")]

    def __str__(self) -> str:
        return f"{self.person_id} keeps {self.content_id}"
