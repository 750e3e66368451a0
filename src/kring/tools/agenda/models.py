"""Prompts that come back, and why one waits."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from kring.core.content import text
from kring.core.content.models import Content
from kring.core.features import registry, switches
from kring.core.groups.models import Group

PERSON = settings.AUTH_USER_MODEL


class PromptQuerySet(models.QuerySet):
    def in_use(self):
        """Where the kind that they are posted as is on: elsewhere they are hidden, and wait without a word."""
        return self.filter(switches.kinds_on())


class Prompt(models.Model):
    """Something that is posted again and again in the name of `by`. Days and `hour` are those of the platform's zone (dates.py).

    `weekdays` are numbers (0 is Monday) and `every` counts weeks, both for weeks only; a month takes its date or its weekday from
    `starts_on`. `skips` are days ("2026-12-25") on which it isn't posted. `next_at` is when it is posted next, None where never
    again; `last_at` is the time for which it was posted last, and `last` what came of it.
    """

    class Rhythm(models.TextChoices):
        WEEKLY = "weekly", _("On days of the week")
        MONTHLY = "monthly", _("Every month, on the same date")
        MONTHLY_DAY = "monthly_day", _("Every month, on the same weekday (such as the second Tuesday)")

    group = models.ForeignKey(Group, models.CASCADE, related_name="prompts")
    by = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=40)
    title = models.CharField(max_length=250, blank=True)
    body = models.TextField(blank=True)
    rhythm = models.CharField(max_length=12, choices=Rhythm, default=Rhythm.WEEKLY)
    every = models.PositiveSmallIntegerField(default=1)
    weekdays = models.JSONField(default=list)
    hour = models.TimeField()
    starts_on = models.DateField()
    ends_on = models.DateField(null=True)
    skips = models.JSONField(default=list)
    next_at = models.DateTimeField(null=True)
    last_at = models.DateTimeField(null=True)
    last = models.ForeignKey(Content, models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)
    token = models.UUIDField(null=True, unique=True)

    objects = PromptQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["next_at"], name="prompts_due", condition=models.Q(next_at__isnull=False))
        ]

    def __str__(self) -> str:
        return f"prompt {self.pk}"

    @property
    def spec(self):
        """What it is posted as; None where that kind isn't installed."""
        return registry.kinds().get(self.kind)

    @property
    def heading(self) -> str:
        """Its title, else how it begins."""
        return self.title or text.excerpt(self.body, 70)

    @property
    def waits(self) -> "Pause | None":
        return getattr(self, "pause", None)

    @property
    def paused_by_id(self) -> int | None:
        return self.waits.by_id if self.waits else None


class Pause(models.Model):
    """A prompt that waits: since when, and who wanted that; `by` is None where it stopped by itself, and `why` says for what reason."""

    class Why(models.TextChoices):
        ASKED = "asked", _("It is paused.")
        ENDED = "ended", _("The account of the person in whose name it is posted has ended.")
        LEFT = "left", _("The person in whose name it is posted isn’t in this group any more.")
        ARCHIVED = "archived", _("This group is archived.")
        KIND = "kind", _("The person in whose name it is posted can’t post this kind here any more.")

    prompt = models.OneToOneField(Prompt, models.CASCADE, primary_key=True, related_name="pause")
    by = models.ForeignKey(PERSON, models.SET_NULL, null=True, related_name="+")
    why = models.CharField(max_length=8, choices=Why, default=Why.ASKED)
    created_at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return f"{self.why} {self.prompt_id}"
