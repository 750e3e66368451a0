from django.db import models
from django.db.models import Q

from kring.core.content.models import Content
from kring.core.files.attach import named
from kring.core.files.models import PICTURES, File
from kring.core.files.shown import GRID, Photo, there

MOST = 1000  # photos in one album
PIECE = 60  # of them at once on its page


class Album(Content):
    """The kind: its photos are its files, in their order; who put one in is its owner."""

    class Meta:
        proxy = True

    @property
    def photos(self):
        """All of them, in order, as a query."""
        return photos_of(self)

    @property
    def facts(self) -> "AlbumDetails":
        return getattr(self, "album", None) or AlbumDetails(content=self)

    @property
    def listed(self) -> list[File]:
        """The same from what a card was given."""
        in_text = set(named(self.body))
        return [
            file
            for file in there(self)
            if file.is_image and file.removed_at is None and not file.comment_id and file.pk not in in_text
        ]

    @property
    def mosaic(self) -> list[Photo]:
        """What a card shows: the cover, and the first of the others."""
        found, cover = self.listed, self.facts.cover_id
        found.sort(key=lambda file: file.pk != cover)
        return [Photo(file, SIZES) for file in found[:GRID]]

    @property
    def piece(self) -> list[File]:
        """The first photos, as its page shows them."""
        return self.listed[:PIECE]


SIZES = "(max-width: 40em) 50vw, 320px"


class AlbumDetails(models.Model):
    """Which photo stands on the cover (None: the first), and whether everybody in the group may add to it."""

    content = models.OneToOneField(Content, models.CASCADE, primary_key=True, related_name="album")
    cover = models.ForeignKey(File, models.SET_NULL, null=True, related_name="+", db_index=False)
    for_everybody = models.BooleanField(default=False)
    photo_count = models.PositiveIntegerField(default=0)

    class Meta:
        indexes = [models.Index(fields=["cover"], name="album_cover", condition=Q(cover__isnull=False))]


def photos_of(content):
    """The photos of an album that the caller has authorised, in their order."""
    found = File.objects.standing().filter(content=content, comment=None, media_type__in=PICTURES)
    in_text = named(content.body)
    return (found.exclude(pk__in=in_text) if in_text else found).order_by("order", "pk")
