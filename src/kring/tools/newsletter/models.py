"""A newsletter, what is in it, and how it went."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from kring.core.content.access import is_host
from kring.core.groups.models import Group
from kring.core.people.querysets import known

PERSON = settings.AUTH_USER_MODEL


class NewsletterQuerySet(models.QuerySet):
    def visible_to(self, person):
        """What was sent to groups that this person may read. What a newsletter holds is asked for its reader once more."""
        person = known(person)
        if person is None:
            return self.none()
        readable = Group.objects.readable_by(person).values("pk")
        return self.filter(state__in=(State.SENDING, State.SENT), pk__in=_to(readable))

    def written_by(self, person):
        """Those that this person may write and send: for groups that they all look after."""
        person = known(person)
        if person is None:
            return self.none()
        others = Group.objects.exclude(pk__in=hosted_by(person).values("pk"))  # seen: only to be left out
        foreign = _to(others.values("pk"))
        return self.filter(pk__in=_to(hosted_by(person).values("pk"))).exclude(pk__in=foreign)


def hosted_by(person):
    """The groups to which this person may send: that they host; a manager also to open ones and those they are in."""
    own = person.memberships.filter(role="host").values("group_id")
    hosted = Q(pk__in=own)
    if person.is_manager:
        hosted |= Q(access="open") | Q(pk__in=person.memberships.values("group_id"))
    return Group.objects.visible_to(person).filter(hosted, archived_at=None)


def _to(groups):
    return Newsletter.groups.through.objects.filter(group_id__in=groups).values("newsletter_id")


class State(models.TextChoices):
    DRAFT = "draft", _("Draft")
    SCHEDULED = "scheduled", _("Scheduled")
    SENDING = "sending", _("Being sent")
    SENT = "sent", _("Sent")


class Newsletter(models.Model):
    """`intro` is clean HTML. `last_person_id` is how far the sending has come: people get it in the order of their ids.

    `letter_count` is to how many a letter was made, `person_count` how many the groups had then; the last two are what the
    mail server said of them."""

    subject = models.CharField(max_length=150)
    intro = models.TextField(blank=True)
    groups = models.ManyToManyField(Group, related_name="newsletters")
    by = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    state = models.CharField(max_length=9, choices=State, default=State.DRAFT)
    token = models.UUIDField(null=True, unique=True)
    created_at = models.DateTimeField(default=timezone.now)
    send_at = models.DateTimeField(null=True)
    begun_at = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(null=True)
    last_person_id = models.BigIntegerField(default=0)
    person_count = models.PositiveIntegerField(default=0)
    letter_count = models.PositiveIntegerField(default=0)
    arrived_count = models.PositiveIntegerField(default=0)
    failed_count = models.PositiveIntegerField(default=0)

    objects = NewsletterQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["send_at"], name="newsletters_due", condition=Q(state="scheduled")),
            models.Index(fields=["-begun_at"], name="newsletters_sent", condition=Q(begun_at__isnull=False)),
        ]

    def __str__(self) -> str:
        return self.subject

    @property
    def whom(self) -> str:
        """The names of the groups that it goes to."""
        return ", ".join(group.name for group in self.groups.all())

    @property
    def is_draft(self) -> bool:
        return self.state in (State.DRAFT, State.SCHEDULED)

    @property
    def is_scheduled(self) -> bool:
        return self.state == State.SCHEDULED

    @property
    def is_on_its_way(self) -> bool:
        return self.state == State.SENDING

    def may_write(self, person) -> bool:
        """Everybody who looks after all of its groups writes it together."""
        return known(person) is not None and all(is_host(person, group) for group in self.groups.all())


class Part(models.Model):
    """A heading, or an item with what the writer says about it. The lowest `position` stands on top."""

    newsletter = models.ForeignKey(Newsletter, models.CASCADE, related_name="parts", db_index=False)
    position = models.PositiveSmallIntegerField()
    heading = models.CharField(max_length=120, blank=True)
    content = models.ForeignKey("content.Content", models.CASCADE, null=True, related_name="+")
    words = models.CharField(max_length=400, blank=True)

    class Meta:
        ordering = ["position", "id"]
        indexes = [models.Index(fields=["newsletter", "position"], name="parts_in_order")]
        constraints = [
            models.UniqueConstraint(
                fields=["newsletter", "content"], condition=Q(content__isnull=False), name="an_item_once"
            )
        ]


class Opened(models.Model):
    """How often an item was opened from a newsletter; by whom is nowhere."""

    newsletter = models.ForeignKey(Newsletter, models.CASCADE, related_name="opened", db_index=False)
    content = models.ForeignKey("content.Content", models.CASCADE, related_name="+")
    count = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["newsletter", "content"], name="opened_once_a_row")]


class OptOut(models.Model):
    """Somebody wants no more newsletters of this group (the organisation's: of the whole platform's). `after`: which one
    was the last that they had."""

    person = models.ForeignKey(PERSON, models.CASCADE, related_name="+", db_index=False)
    group = models.ForeignKey(Group, models.CASCADE, related_name="+", db_index=False)
    after = models.ForeignKey(Newsletter, models.SET_NULL, null=True, related_name="opt_outs")
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["group", "person"], name="one_opt_out")]
        indexes = [models.Index(fields=["person"], name="opt_outs_of")]
