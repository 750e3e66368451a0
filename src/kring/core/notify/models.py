"""What a person is told: one unread row per person and content, and what made it."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

PERSON = settings.AUTH_USER_MODEL
UNREAD = Q(read_at=None)


class Notification(models.Model):
    """“Anna, Bram and 4 others commented on …”: everything unread about one content (or, where there is none, one `subject`).

    `reason` is the strongest of its causes' and `verb` the event type of its last one. `mail_due_at` and `push_due_at` say when it
    is to go out by those channels; empty when that was done or isn't wanted. `held` says why it waits for the digest: "" (it
    doesn't), "choice" (the person's settings) or "budget". `hidden` says why it isn't listed and counted: "" (it is), "choice" (the
    person wants it by mail or push only) or "gone" (they can't see what it is about now). `digested_at`: it stood in a digest."""

    person = models.ForeignKey(PERSON, models.CASCADE, related_name="notifications", db_index=False)
    content = models.ForeignKey(
        "content.Content", models.CASCADE, null=True, related_name="+", db_index=False
    )
    group = models.ForeignKey("groups.Group", models.CASCADE, null=True, related_name="+", db_index=False)
    subject = models.CharField(max_length=80)
    reason = models.CharField(max_length=40)
    verb = models.CharField(max_length=64)
    cause_count = models.PositiveIntegerField(default=0)
    first_at = models.DateTimeField(default=timezone.now)
    last_at = models.DateTimeField(default=timezone.now)
    read_at = models.DateTimeField(null=True)
    held = models.CharField(max_length=10, blank=True)
    hidden = models.CharField(max_length=10, blank=True)
    mail_due_at = models.DateTimeField(null=True)
    push_due_at = models.DateTimeField(null=True)
    mailed_at = models.DateTimeField(null=True)
    pushed_at = models.DateTimeField(null=True)
    digested_at = models.DateTimeField(null=True)

    place = ""  # what the place that it is about is called; filled in for a list

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "subject"], condition=UNREAD, name="one_unread_a_subject"
            ),
        ]
        indexes = [
            models.Index(fields=["person", "-last_at", "-id"], name="notified_lately"),
            models.Index(fields=["person", "hidden"], name="unread_of", condition=UNREAD),
            models.Index(fields=["read_at"], name="read_long_ago", condition=Q(read_at__isnull=False)),
            models.Index(fields=["content"], name="notified_of_content", condition=Q(content__isnull=False)),
            models.Index(fields=["group"], name="notified_of_group", condition=Q(group__isnull=False)),
            models.Index(fields=["mail_due_at"], name="mail_due", condition=Q(mail_due_at__isnull=False)),
            models.Index(fields=["push_due_at"], name="push_due", condition=Q(push_due_at__isnull=False)),
        ]

    def __str__(self) -> str:
        return f"{self.person_id}: {self.subject}"


class Cause(models.Model):
    """One event within a notification. Unique per person and event: telling twice changes nothing."""

    notification = models.ForeignKey(Notification, models.CASCADE, related_name="causes")
    person = models.ForeignKey(PERSON, models.CASCADE, related_name="+", db_index=False)
    event = models.ForeignKey("activity.Event", models.CASCADE, related_name="+", db_index=False)
    actor = models.ForeignKey(PERSON, models.SET_NULL, null=True, related_name="+", db_index=False)
    comment = models.ForeignKey(
        "content.Comment", models.CASCADE, null=True, related_name="+", db_index=False
    )
    verb = models.CharField(max_length=64)
    reason = models.CharField(max_length=40)
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["event", "person"], name="told_once")]
        indexes = [
            models.Index(fields=["comment"], name="told_of_comment", condition=Q(comment__isnull=False))
        ]


class Remainder(models.Model):
    """Of an event that very many are told of: the people with a higher id than `after` are still to be told."""

    event = models.OneToOneField("activity.Event", models.CASCADE, primary_key=True, related_name="+")
    after = models.BigIntegerField()


class Delivery(models.Model):
    """A notification was handed to a channel ("mail", "push") with its causes up to `upto`. What the day's budget counts."""

    notification = models.ForeignKey(Notification, models.CASCADE, related_name="deliveries", db_index=False)
    person = models.ForeignKey(PERSON, models.CASCADE, related_name="+", db_index=False)
    channel = models.CharField(max_length=10)
    upto = models.BigIntegerField()
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["notification", "channel", "upto"], name="delivered_once")
        ]
        indexes = [models.Index(fields=["person", "-created_at"], name="delivered_lately")]


class Preference(models.Model):
    """What a person chose; who has no row has the defaults. `choices` holds only what differs from the preset:
    {"mentioned": {"kring": true, "mail": "now", "push": true}}."""

    class Preset(models.TextChoices):
        CALM = "calm", _("Calm")
        NORMAL = "normal", _("Normal")
        EVERYTHING = "everything", _("Everything")

    class Digest(models.TextChoices):
        DAILY = "daily", _("Every working day")
        WEEKLY = "weekly", _("Every week")
        NEVER = "never", _("Never")

    person = models.OneToOneField(PERSON, models.CASCADE, primary_key=True, related_name="preference")
    preset = models.CharField(max_length=10, choices=Preset, default=Preset.CALM)
    choices = models.JSONField(default=dict, blank=True)
    budget = models.PositiveSmallIntegerField(default=8)
    quiet_from = models.TimeField(null=True, blank=True)
    quiet_until = models.TimeField(null=True, blank=True)
    only_working_days = models.BooleanField(default=True)
    digest = models.CharField(max_length=6, choices=Digest, default=Digest.DAILY)
    digest_hour = models.PositiveSmallIntegerField(default=8)
    digest_weekday = models.PositiveSmallIntegerField(default=1)
    digest_sent_at = models.DateTimeField(null=True)


class GroupLevel(models.Model):
    """How much of a group somebody wants to hear; no row: highlights."""

    class Level(models.TextChoices):
        ALL = "all", _("All")
        HIGHLIGHTS = "highlights", _("Highlights")
        NOTHING = "nothing", _("Nothing")

    person = models.ForeignKey(PERSON, models.CASCADE, related_name="group_levels", db_index=False)
    group = models.ForeignKey("groups.Group", models.CASCADE, related_name="levels", db_index=False)
    level = models.CharField(max_length=10, choices=Level)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["group", "person"], name="one_level_a_group")]
        indexes = [models.Index(fields=["person"], name="levels_of_person")]


class Mute(models.Model):
    """Somebody wants to hear nothing more of one content."""

    person = models.ForeignKey(PERSON, models.CASCADE, related_name="mutes", db_index=False)
    content = models.ForeignKey("content.Content", models.CASCADE, related_name="+", db_index=False)
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["content", "person"], name="one_mute")]
        indexes = [models.Index(fields=["person"], name="mutes_of_person")]
