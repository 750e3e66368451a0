"""The rows of a document: where it lies, its versions, and who has checked it out."""

import re

from django.conf import settings
from django.db import models
from django.utils import timezone

from kring.core.content.models import Content
from kring.core.files.models import File
from kring.kinds.documents.folders import Folder

PERSON = settings.AUTH_USER_MODEL
DIGITS = re.compile(r"\d+")


class Version(models.Model):
    """One state of a document: a file, and who brought it. An older one that came back is a version of its own, with the same file.

    `look` says what became of its preview; `pages` how many there are, `drawn` of how many there is a picture.
    """

    class Look(models.TextChoices):
        WAITING = "waiting"
        NONE = "none"
        PAGES = "pages"
        LOCKED = "locked"
        BROKEN = "broken"
        LARGE = "large"

    document = models.ForeignKey(Content, models.CASCADE, related_name="versions", db_index=False)
    file = models.ForeignKey(File, models.CASCADE, related_name="+")
    number = models.PositiveIntegerField(default=1)
    name = models.CharField(max_length=255)
    size = models.PositiveBigIntegerField(default=0)
    author = models.ForeignKey(PERSON, models.SET_NULL, null=True, related_name="+", db_index=False)
    note = models.CharField(max_length=300, blank=True)
    created_at = models.DateTimeField(default=timezone.now)
    look = models.CharField(max_length=8, choices=Look, default=Look.WAITING)
    pages = models.PositiveIntegerField(default=0)
    drawn = models.PositiveIntegerField(default=0)

    class Meta:
        app_label = "documents"
        ordering = ["-number", "-id"]
        indexes = [models.Index(fields=["document", "-number"], name="versions_of_document")]

    def __str__(self) -> str:
        return f"{self.name} ({self.number})"


class Details(models.Model):
    """Where a document lies, and what is read of it in a list. `sort` is its title as lists order it."""

    content = models.OneToOneField(Content, models.CASCADE, primary_key=True, related_name="document")
    folder = models.ForeignKey(Folder, models.SET_NULL, null=True, related_name="+", db_index=False)
    current = models.ForeignKey(Version, models.SET_NULL, null=True, related_name="+", db_index=False)
    sort = models.CharField(max_length=250, blank=True)
    changed_at = models.DateTimeField(default=timezone.now)

    class Meta:
        app_label = "documents"
        indexes = [
            models.Index(fields=["folder", "sort", "content"], name="documents_by_name"),
            models.Index(fields=["folder", "-changed_at", "-content"], name="documents_by_change"),
        ]

    def __str__(self) -> str:
        return f"#{self.pk}"


class CheckOut(models.Model):
    """Somebody is at work on a document: until they are done, nobody else brings a newer version."""

    content = models.OneToOneField(Content, models.CASCADE, primary_key=True, related_name="checked_out")
    by = models.ForeignKey(PERSON, models.CASCADE, related_name="+")
    note = models.CharField(max_length=200, blank=True)
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        app_label = "documents"

    def __str__(self) -> str:
        return f"#{self.pk}"


def sorted_by(title: str) -> str:
    """Without capitals, and with 2 before 10."""
    return DIGITS.sub(lambda found: found[0].zfill(8)[-12:], title.casefold().strip())[:250]
