"""Files that people attached or an import brought; who may see the content may have its files."""

import re

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone


class File(models.Model):
    """A stored file. `path` is its place in the storage; `name` what people call it."""

    content = models.ForeignKey("content.Content", models.CASCADE, null=True, related_name="files")
    comment = models.ForeignKey("content.Comment", models.CASCADE, null=True, related_name="files")
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    path = models.CharField(max_length=200, unique=True)
    name = models.CharField(max_length=255)
    caption = models.CharField(max_length=500, blank=True)
    media_type = models.CharField(max_length=120, default="application/octet-stream")
    size = models.PositiveBigIntegerField(default=0)
    width = models.PositiveIntegerField(null=True)
    height = models.PositiveIntegerField(null=True)
    order = models.PositiveIntegerField(default=0)
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["order", "id"]

    def __str__(self) -> str:
        return self.name

    @property
    def is_image(self) -> bool:
        return self.media_type in ("image/png", "image/jpeg", "image/gif", "image/webp", "image/avif")

    def get_absolute_url(self) -> str:
        return reverse(
            "file", kwargs={"id": self.pk, "name": re.sub(r"[\s/\\?#%]+", "-", self.name) or "file"}
        )
