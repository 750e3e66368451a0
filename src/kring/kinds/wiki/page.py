from django.conf import settings
from django.db import models

from kring.core.content.models import Content


class WikiPage(models.Model):
    """A page's own columns. `position` orders the pages under one; `keeper` looks after it; `lifted_from` is the page
    that it stood under until that one left the tree."""

    content = models.OneToOneField(Content, models.CASCADE, primary_key=True, related_name="wiki")
    position = models.PositiveIntegerField(default=0)
    keeper = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="kept_pages"
    )
    checked_at = models.DateTimeField(null=True)
    checked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    lifted_from = models.ForeignKey(Content, models.SET_NULL, null=True, related_name="+")

    class Meta:
        app_label = "wiki"

    def __str__(self) -> str:
        return f"#{self.pk}"
