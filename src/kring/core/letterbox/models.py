"""Mail that came in, once for each message and address; and the addresses of groups."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

PERSON = settings.AUTH_USER_MODEL


class Incoming(models.Model):
    """A message to one of our addresses. `reason` says why it was not taken: a name of reasons.py; `detail` what goes with
    it, for managers. `next_try_at` is also the claim: who takes a message moves it on first."""

    class State(models.TextChoices):
        WAITING = "waiting", _("Waiting")
        TAKEN = "taken", _("Taken")
        REFUSED = "refused", _("Refused")
        IGNORED = "ignored", _("Ignored")
        FAILED = "failed", _("Failed")

    message_id = models.CharField(max_length=250)
    target = models.CharField(max_length=254)
    envelope_from = models.CharField(max_length=254, blank=True)
    sender = models.CharField(max_length=254, blank=True)
    person = models.ForeignKey(PERSON, models.SET_NULL, null=True, related_name="+", db_index=False)
    state = models.CharField(max_length=7, choices=State, default=State.WAITING)
    reason = models.CharField(max_length=20, blank=True)
    detail = models.CharField(max_length=300, blank=True)
    answered = models.BooleanField(default=False)
    content = models.ForeignKey(
        "content.Content", models.SET_NULL, null=True, related_name="+", db_index=False
    )
    comment = models.ForeignKey(
        "content.Comment", models.SET_NULL, null=True, related_name="+", db_index=False
    )
    size = models.PositiveIntegerField(default=0)
    attempts = models.PositiveSmallIntegerField(default=0)
    next_try_at = models.DateTimeField(default=timezone.now)
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["message_id", "target"], name="one_incoming"),
        ]
        indexes = [
            models.Index(fields=["next_try_at", "id"], name="incoming_due", condition=Q(state="waiting")),
            models.Index(fields=["-created_at", "-id"], name="incoming_lately"),
            models.Index(
                fields=["person", "-created_at"], name="incoming_of", condition=Q(person__isnull=False)
            ),
            models.Index(fields=["content"], name="incoming_content", condition=Q(content__isnull=False)),
            models.Index(fields=["comment"], name="incoming_comment", condition=Q(comment__isnull=False)),
        ]

    def __str__(self) -> str:
        return f"{self.message_id} → {self.target}"


class Raw(models.Model):
    """The bytes of a message that waits, failed, or was refused without giving its words back: gone as soon as it is taken."""

    incoming = models.OneToOneField(Incoming, models.CASCADE, primary_key=True, related_name="raw")
    message = models.BinaryField()


class GroupAddress(models.Model):
    """A group takes posts by mail. Taking the address away deletes the row."""

    group = models.OneToOneField(
        "groups.Group", models.CASCADE, primary_key=True, related_name="mail_address"
    )
    local = models.CharField(max_length=64, unique=True)
    created_by = models.ForeignKey(PERSON, models.SET_NULL, null=True, related_name="+", db_index=False)
    created_at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return self.local
