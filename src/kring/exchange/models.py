"""Where imported things came from, so that importing again updates and never doubles; and what waits for its place."""

from django.db import models
from django.utils import timezone


class Source(models.Model):
    """A place that packages come from, with the words that its licence asks to be kept."""

    name = models.CharField(max_length=250, unique=True)
    title = models.CharField(max_length=250, blank=True)
    licence = models.TextField(blank=True)
    attribution = models.TextField(blank=True)
    is_here = models.BooleanField(default=False)  # this platform itself: the one whose exports name it
    first_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["is_here"], condition=models.Q(is_here=True), name="one_here")
        ]

    def __str__(self) -> str:
        return self.name


class SourceRef(models.Model):
    """(source, type, id there) → the row here, with a digest of the record as it was last read."""

    source = models.ForeignKey(Source, models.CASCADE, related_name="refs")
    type = models.CharField(max_length=20)
    external_id = models.CharField(max_length=250)
    object_id = models.BigIntegerField()
    digest = models.CharField(max_length=32, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["source", "type", "external_id"], name="one_ref")]
        indexes = [models.Index(fields=["type", "object_id"], name="ref_back")]


class KeptRecord(models.Model):
    """A record, or fields of one, with no place on this platform: of a feature that isn't installed, or unknown.
    `kring adopt` takes it in when its feature has come."""

    class Reason(models.TextChoices):
        TYPE = "type"  # nothing installed knows this type
        FIELDS = "fields"  # the record came in, these fields of it have no place
        SECOND = "second"  # there can be one of these, and there is one already

    source = models.ForeignKey(Source, models.CASCADE, related_name="kept")
    type = models.CharField(max_length=20)
    external_id = models.CharField(max_length=250)
    reason = models.CharField(max_length=10, choices=Reason)
    payload = models.JSONField()
    digest = models.CharField(max_length=32)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["source", "type", "external_id"], name="kept_once")]
        indexes = [models.Index(fields=["reason", "type", "id"], name="kept_by_type")]


class Pending(models.Model):
    """Something that can be set only when everything is in: a link (`field`) of a row to the record `target`, or the
    links in a row's body. What is still open at the end of an import waits for the next one of that source."""

    source = models.ForeignKey(Source, models.CASCADE, related_name="pending")
    type = models.CharField(max_length=20)
    object_id = models.BigIntegerField()
    field = models.CharField(max_length=20)
    target = models.CharField(max_length=250, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["source", "type", "field", "object_id"], name="pending_once")
        ]
