from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from kring.core.content.models import Content
from kring.core.web.middleware import zone

ONCE = date(1, 1, 1)
"""The date under which people sign up for an event as a whole: one that happens once, or a series that is one course."""
LONGEST = timedelta(days=92)
ENDLESS = datetime(9000, 1, 1, tzinfo=UTC)


class Occasion(Content):
    """The kind: something that happens at a moment, and that people come to."""

    class Meta:
        proxy = True

    @property
    def plan(self) -> "Details | None":
        """When, where and for how many; None of one that was brought in without a moment."""
        return getattr(self, "event", None)


class Details(models.Model):
    """When, where and for how many.

    Moments are stored in UTC beside the event's own zone: a repeat keeps its hour on the clock there. `rule` is the value of an
    RFC 5545 RRULE whose UNTIL is a day in that zone; "" happens once. `changes` says what became of single dates, by the day that
    the rule names: {"2026-12-01": {"cancelled": true}} or {"starts", "ends" (on the clock there), "location"}.
    `last_at` is the end of the last date. A whole day begins at midnight in the zone and is the same day for every reader.
    """

    class Sort(models.TextChoices):
        EVENT = "event", _("Event")
        TRAINING = "training", _("Training")

    content = models.OneToOneField(Content, models.CASCADE, primary_key=True, related_name="event")
    sort = models.CharField(max_length=8, choices=Sort, default=Sort.EVENT)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    zone = models.CharField(max_length=60)
    whole_day = models.BooleanField(default=False)
    location = models.CharField(max_length=250, blank=True)
    online_url = models.URLField(max_length=500, blank=True)
    rule = models.CharField(max_length=300, blank=True)
    changes = models.JSONField(default=dict, blank=True)
    last_at = models.DateTimeField()
    cancelled_at = models.DateTimeField(null=True)
    sequence = models.PositiveIntegerField(default=0)
    uid = models.CharField(max_length=250, blank=True)

    signs_up = models.BooleanField(default=True)
    per_date = models.BooleanField(default=True)
    capacity = models.PositiveIntegerField(null=True)
    most_guests = models.PositiveSmallIntegerField(default=0)
    questions = models.JSONField(default=list, blank=True)
    closes_before = models.PositiveIntegerField(default=0)  # minutes before it begins
    remind_before = models.PositiveIntegerField(default=1440)  # minutes; 0: nobody is reminded

    class Meta:
        indexes = [
            models.Index(fields=["starts_at"], name="once_by_start", condition=models.Q(rule="")),
            models.Index(fields=["last_at"], name="series_by_end", condition=~models.Q(rule="")),
            models.Index(fields=["uid"], name="events_by_uid", condition=~models.Q(uid="")),
        ]

    @property
    def tz(self) -> ZoneInfo:
        return zone(self.zone)

    @property
    def is_training(self) -> bool:
        return self.sort == self.Sort.TRAINING

    @property
    def signs_up_by_date(self) -> bool:
        return bool(self.rule) and self.per_date

    def key(self, on: date) -> date:
        """Under which date somebody signs up who comes on this one."""
        return on if self.signs_up_by_date else ONCE


class Answer(models.Model):
    """Somebody said whether they come (`on` a date, or ONCE), with how many guests, and what they answered to the questions.
    Who says yes where it is full waits since a moment. `attended`: were they there? None: nobody has said."""

    class Said(models.TextChoices):
        YES = "yes", _("Yes")
        MAYBE = "maybe", _("Maybe")
        NO = "no", _("No")

    content = models.ForeignKey(Content, models.CASCADE, related_name="event_answers", db_index=False)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="event_answers", db_index=False
    )
    on = models.DateField(default=ONCE)
    answer = models.CharField(max_length=5, choices=Said)
    waiting_since = models.DateTimeField(null=True)
    guests = models.PositiveSmallIntegerField(default=0)
    remarks = models.JSONField(default=dict, blank=True)
    attended = models.BooleanField(null=True)
    attended_at = models.DateTimeField(null=True)
    attended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", db_index=False
    )
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["content", "on", "person"], name="one_answer")]
        indexes = [models.Index(fields=["person", "content"], name="answers_of")]

    @property
    def is_coming(self) -> bool:
        return self.answer == self.Said.YES and self.waiting_since is None

    @property
    def group(self) -> str:
        """Under which heading it stands in a list."""
        return "waiting" if self.answer == self.Said.YES and self.waiting_since else self.answer

    @property
    def seats(self) -> int:
        return 1 + self.guests


class Reminded(models.Model):
    """Those who come on this date have been reminded."""

    content = models.ForeignKey(Content, models.CASCADE, related_name="+", db_index=False)
    on = models.DateField()
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["content", "on"], name="reminded_once")]


class Paper(models.Model):
    """Something else that belongs to an event: papers before, minutes after. Who may not read it doesn't see it there."""

    content = models.ForeignKey(Content, models.CASCADE, related_name="papers", db_index=False)
    of = models.ForeignKey(Content, models.CASCADE, related_name="+")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", db_index=False
    )
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["content", "of"], name="one_paper")]


class FeedKey(models.Model):
    """The secret in the addresses of a person's calendars. What these show is asked for this person, each time."""

    person = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.CASCADE, primary_key=True, related_name="+"
    )
    secret = models.CharField(max_length=60, unique=True)
    created_at = models.DateTimeField(default=timezone.now)
