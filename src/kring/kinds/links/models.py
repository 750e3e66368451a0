from urllib.parse import urlsplit

from django.db import models
from django.utils.translation import gettext as _

from kring.core.content.models import Content
from kring.core.files.models import File
from kring.core.files.shown import Photo, Shown, shown

PICTURE = "link-preview.webp"
INWARD = ("private", "address", "name")
SIZES = "(max-width: 40em) 100vw, 240px"


class Link(Content):
    """The kind: an address, and what stands there."""

    class Meta:
        proxy = True

    @property
    def to(self) -> "LinkDetails | None":
        return getattr(self, "link", None)

    @property
    def rest(self) -> Shown:
        """The pictures and files that somebody added, without that of the preview."""
        found = shown(self)
        picture = self.to.picture_id if self.to else None
        return Shown([photo for photo in found.photos if photo.file.pk != picture], found.others)


class LinkDetails(models.Model):
    """`key` is the same for addresses that lead to the same; `title`, `words` and `site` were typed by hand, or fetched at
    `fetched_at`. `why_not` is the reason why nothing was (core.outside.addresses.Unreachable), until it leads elsewhere."""

    content = models.OneToOneField(Content, models.CASCADE, primary_key=True, related_name="link")
    url = models.CharField(max_length=2000)
    key = models.CharField(max_length=64, db_index=True)
    title = models.CharField(max_length=300, blank=True)
    words = models.CharField(max_length=600, blank=True)
    site = models.CharField(max_length=120, blank=True)
    picture = models.ForeignKey(File, models.SET_NULL, null=True, related_name="+")
    fetched_at = models.DateTimeField(null=True)
    why_not = models.CharField(max_length=10, blank=True)

    @property
    def no_preview(self) -> str:
        """Why there is none, in a sentence; "" where there is one, or somebody typed what stands there."""
        if not self.why_not or self.title:
            return ""
        if self.why_not in INWARD:
            return _(
                "There is no preview: this address doesn’t lead to the open internet, and this server asks nothing else. You can type "
                "the title yourself: choose “Edit”."
            )
        return _(
            "There is no preview: this address gave no answer. You can type the title yourself: choose “Edit”."
        )

    @property
    def domain(self) -> str:
        """Where it leads, plainly: as the browser would ask for it, so that no letter passes for another."""
        host = urlsplit(self.url).hostname or ""
        return host.removeprefix("www.")

    @property
    def photo(self) -> Photo | None:
        """None also where somebody took it out."""
        there = self.picture and self.picture.content_id == self.pk and self.picture.removed_at is None
        return Photo(self.picture, SIZES) if there else None
