"""Who has read what, and up to when: a thread opens at the first unread comment, and an item knows how many people saw it."""

from datetime import datetime

from django.conf import settings
from django.db import IntegrityError, models, transaction
from django.db.models import F
from django.utils import timezone


class Reading(models.Model):
    """A person opened an item: first then, last then."""

    content = models.ForeignKey("content.Content", models.CASCADE, related_name="readings", db_index=False)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="readings", db_index=False
    )
    first_at = models.DateTimeField()
    last_at = models.DateTimeField()

    class Meta:
        app_label = "content"
        constraints = [models.UniqueConstraint(fields=["content", "person"], name="one_reading_per_person")]
        indexes = [models.Index(fields=["person", "-last_at"], name="read_by")]

    def __str__(self) -> str:
        return f"{self.person_id} read {self.content_id}"


def opened(person, content) -> datetime | None:
    """Say that `person` reads this now; returns when they last did before (None the first time), and moves the number of
    people who saw it. What nobody else can see isn't counted, nor is its author. One read, and a write only where there is
    something newer than what they have read."""
    if content.is_draft:
        return None
    before = Reading.objects.filter(content=content, person=person).values_list("last_at", flat=True).first()
    now = timezone.now()
    if before is None:
        _first(person, content, now)
    elif before < newest_of(content):
        Reading.objects.filter(content=content, person=person).update(last_at=now)
    return before


def newest_of(content) -> datetime:
    """When something about it last changed that a reader would notice."""
    return max(filter(None, (content.published_at, content.edited_at, content.last_activity_at)))


def _first(person, content, now) -> None:
    counts = content.author_id != person.pk
    try:
        with transaction.atomic():
            Reading.objects.create(content_id=content.pk, person=person, first_at=now, last_at=now)
            if counts:
                rows = type(content).objects.filter(pk=content.pk)  # seen: only counted, by its reader
                rows.update(view_count=F("view_count") + 1)
    except IntegrityError:
        return  # another tab was just ahead, and has counted
    content.view_count += counts
