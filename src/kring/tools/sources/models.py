"""Sources that a group follows, why one waits, what they brought, and looks at one that may become one."""

import uuid
from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from kring.core.content.models import Content
from kring.core.features import switches
from kring.core.groups.models import Group

PERSON = settings.AUTH_USER_MODEL


class SourceQuerySet(models.QuerySet):
    def in_use(self):
        """Those that are looked at: not paused, in groups that aren't archived and use this feature."""
        return self.filter(switches.on_in("sources"), pause=None, group__archived_at=None)


class Source(models.Model):
    """A feed (RSS, Atom) that a group follows. `by` added it, or let it publish by itself last: that happens in their name.

    `key` is the same for addresses that lead to the same. `fetched_at` is when it was last read, or said that nothing had changed;
    since `failing_since` it couldn't be, `failures` times in a row, for the reason `problem` (see problems.py).
    """

    class Mode(models.TextChoices):
        ASK = "ask", _("Ask us first")
        SELF = "self", _("Publish by itself")

    group = models.ForeignKey(Group, models.CASCADE, related_name="sources")
    by = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    url = models.CharField(max_length=2000)
    key = models.CharField(max_length=64)
    title = models.CharField(max_length=200)
    site = models.CharField(max_length=2000, blank=True)
    mode = models.CharField(max_length=4, choices=Mode, default=Mode.ASK)
    created_at = models.DateTimeField(default=timezone.now)
    token = models.UUIDField(null=True, unique=True)
    etag = models.CharField(max_length=500, blank=True)
    modified = models.CharField(max_length=500, blank=True)
    next_at = models.DateTimeField(default=timezone.now)
    fetched_at = models.DateTimeField(null=True)
    failing_since = models.DateTimeField(null=True)
    failures = models.PositiveIntegerField(default=0)
    problem = models.CharField(max_length=10, blank=True)

    objects = SourceQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["group", "key"], name="source_once_in_group")]
        indexes = [models.Index(fields=["next_at"], name="sources_due")]

    def __str__(self) -> str:
        return f"source {self.pk}"  # an address may be secret, and this stands in logs

    @property
    def waits(self) -> "Pause | None":
        return getattr(self, "pause", None)

    @property
    def paused_by_id(self) -> int | None:
        return self.waits.by_id if self.waits else None


class Pause(models.Model):
    """A source that waits: since when, and who wanted that; `by` is None where it stopped by itself."""

    class Why(models.TextChoices):
        ASKED = "asked", _("The source is paused.")
        FAILING = "failing", _("It couldn’t be reached for two weeks, so it is paused.")
        GONE = "gone", _("The website says that this feed is gone for good, so it is paused.")

    source = models.OneToOneField(Source, models.CASCADE, primary_key=True, related_name="pause")
    by = models.ForeignKey(PERSON, models.SET_NULL, null=True, related_name="+")
    why = models.CharField(max_length=8, choices=Why, default=Why.ASKED)
    created_at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return f"{self.why} {self.source_id}"


class EntryQuerySet(models.QuerySet):
    def waiting(self):
        return self.filter(state=Entry.State.WAITING)

    def newest(self):
        return self.order_by("-published_at", "-pk")


class Entry(models.Model):
    """Something that a source brought, remembered so that it comes once. `key` is by what it is known again (see identity.py),
    `twin` the same for what has another key but the same title and address. Of what wasn't taken only that stays.

    `left`: it came when there was no room, or gave way to newer ones. `published_at` is what the source says, never later than when it came.
    """

    class State(models.TextChoices):
        WAITING = "waiting", _("Waiting")
        PUBLISHED = "published", _("Became news")
        SKIPPED = "skipped", _("Skipped")
        LEFT = "left", _("Left out")

    group = models.ForeignKey(Group, models.CASCADE, related_name="source_entries", db_index=False)
    source = models.ForeignKey(Source, models.SET_NULL, null=True, related_name="entries")
    key = models.CharField(max_length=64)
    twin = models.CharField(max_length=64, blank=True)
    state = models.CharField(max_length=9, choices=State, default=State.WAITING)
    title = models.CharField(max_length=250)
    summary = models.CharField(max_length=600, blank=True)
    url = models.CharField(max_length=2000, blank=True)
    language = models.CharField(max_length=5, blank=True)
    published_at = models.DateTimeField()
    arrived_at = models.DateTimeField(default=timezone.now)
    seen_at = models.DateTimeField(default=timezone.now)
    content = models.ForeignKey(Content, models.SET_NULL, null=True, related_name="+")
    decided_by = models.ForeignKey(PERSON, models.SET_NULL, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)

    objects = EntryQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["group", "key"], name="entry_once_in_group")]
        indexes = [
            models.Index(fields=["group", "twin"], name="entry_twins"),
            models.Index(
                fields=["group", "-published_at", "-id"], name="entries_waiting", condition=Q(state="waiting")
            ),
            models.Index(
                fields=["group", "-decided_at"], name="entries_decided", condition=Q(decided_at__isnull=False)
            ),
        ]

    def __str__(self) -> str:
        return self.title[:80]


class Look(models.Model):
    """Somebody wants to see what stands at an address before the group follows it. `found` and `problem` are empty until a task
    has looked: `found` is what `looking.look_at` gives, `problem` one of problems.py."""

    token = models.UUIDField(primary_key=True, default=uuid.uuid4)
    group = models.ForeignKey(Group, models.CASCADE, related_name="+")
    by = models.ForeignKey(PERSON, models.CASCADE, related_name="+")
    url = models.CharField(max_length=2000)
    found = models.JSONField(null=True)
    problem = models.CharField(max_length=10, blank=True)
    created_at = models.DateTimeField(default=timezone.now, db_index=True)

    def __str__(self) -> str:
        return f"look {self.token}"

    @property
    def is_slow(self) -> bool:
        return timezone.now() - self.created_at > timedelta(seconds=30)
