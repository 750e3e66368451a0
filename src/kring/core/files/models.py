"""Files that people attached or an import brought; who may see the content may have its files."""

import re

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

PICTURES = ("image/png", "image/jpeg", "image/gif", "image/webp", "image/avif")
ICONS = {
    **dict.fromkeys(("pdf", "doc", "docx", "odt", "rtf", "txt", "md"), "file-text"),
    **dict.fromkeys(("xls", "xlsx", "ods", "csv"), "file-spreadsheet"),
    **dict.fromkeys(("ppt", "pptx", "odp", "key"), "presentation"),
    **dict.fromkeys(("zip", "7z", "gz", "rar", "tar"), "file-archive"),
}
ICONS_OF = {"image": "image", "video": "video", "audio": "music", "text": "file-text"}
LOOSE = Q(content__isnull=True, comment__isnull=True, place="")


class FileQuerySet(models.QuerySet):
    def loose(self):
        """What was uploaded and stands in nothing yet (or any more)."""
        return self.filter(LOOSE)

    def loose_of(self, person):
        return self.loose().filter(owner=person)

    def standing(self):
        """Not those that were taken out, and are kept only for an earlier version of the text, nor those in whose place a newer
        one has come."""
        return self.filter(removed_at=None, replaced_at=None)

    def kept(self):
        """Also those in whose place a newer one has come."""
        return self.filter(removed_at=None)


class Scan(models.TextChoices):
    """What the virus scanner said of a file, where there is one."""

    UNASKED = "", "not asked"
    WAITING = "waiting", "waits until it can be asked"
    CLEAN = "clean", "found nothing"
    INFECTED = "infected", "found something"


class File(models.Model):
    """A stored file. `path` is its place in the storage; `name` what people call it; `frames` more than 1 where it moves.

    A file of a comment has no content of its own; one of a `place` (“message:4”, see hooks.Place) has neither. One without any of
    these is loose: its owner's, for a week. `replaced_at`: a newer version has come in its place; it can be
    fetched, and isn't found or shown any more.
    """

    content = models.ForeignKey(
        "content.Content", models.CASCADE, null=True, related_name="files", db_index=False
    )
    comment = models.ForeignKey(
        "content.Comment", models.CASCADE, null=True, related_name="files", db_index=False
    )
    place = models.CharField(max_length=60, blank=True)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    path = models.CharField(max_length=200, unique=True)
    name = models.CharField(max_length=255)
    caption = models.CharField(max_length=500, blank=True)
    media_type = models.CharField(max_length=120, default="application/octet-stream")
    size = models.PositiveBigIntegerField(default=0)
    width = models.PositiveIntegerField(null=True)
    height = models.PositiveIntegerField(null=True)
    frames = models.PositiveIntegerField(default=1)
    order = models.PositiveIntegerField(default=0)
    created_at = models.DateTimeField(default=timezone.now)
    removed_at = models.DateTimeField(null=True)
    replaced_at = models.DateTimeField(null=True)
    scan = models.CharField(max_length=8, choices=Scan, default=Scan.UNASKED)

    objects = FileQuerySet.as_manager()

    # Partial, as those of content: SQLite's planner takes an index full of NULLs for a good one.
    class Meta:
        ordering = ["order", "id"]
        indexes = [
            models.Index(fields=["content"], name="files_of_content", condition=Q(content__isnull=False)),
            models.Index(fields=["comment"], name="files_of_comment", condition=Q(comment__isnull=False)),
            models.Index(fields=["place"], name="files_of_place", condition=~Q(place="")),
            models.Index(fields=["owner", "created_at"], name="loose_files", condition=LOOSE),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_image(self) -> bool:
        return self.media_type in PICTURES

    @property
    def is_held(self) -> bool:
        """Nobody gets it: it waits for the virus scanner, or that found something in it."""
        return self.scan in (Scan.WAITING, Scan.INFECTED)

    @property
    def is_moving(self) -> bool:
        return self.frames > 1 or self.media_type == "image/gif"  # GIFs come from imports, and mostly move

    @property
    def ending(self) -> str:
        """“PDF”, where the name says so."""
        ending = self.name.rpartition(".")[2]
        return ending.upper() if ending != self.name and ending.isalnum() and len(ending) <= 5 else ""

    @property
    def icon(self) -> str:
        return ICONS.get(self.ending.lower(), ICONS_OF.get(self.media_type.partition("/")[0], "file"))

    def get_absolute_url(self) -> str:
        return reverse(
            "file", kwargs={"id": self.pk, "name": re.sub(r"[\s/\\?#%]+", "-", self.name) or "file"}
        )

    url = property(get_absolute_url)


class Pieces(models.Model):
    """A large file on its way in pieces (pieces.py); what has come of it stands in the storage."""

    token = models.CharField(max_length=40, unique=True)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    name = models.CharField(max_length=255)
    size = models.PositiveBigIntegerField()
    seen_at = models.DateTimeField(default=timezone.now, db_index=True)

    def __str__(self) -> str:
        return self.name
