"""The outbox: every mail is a row before it is a mail, and stays one for a while after."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

PERSON = settings.AUTH_USER_MODEL


class Letter(models.Model):
    """A mail to one reader. `template` and `context` (ids and plain words, never a secret) are all that is stored of it: it is
    written at the moment it is sent. With `content`, the reader must still be able to see that then.

    `unsubscribe` says what its unsubscribe link turns off (see subscriptions.py); "": nothing, it is about the
    reader's account. `next_try_at` is also the claim: who sends a letter moves it on first, so that no other does."""

    class State(models.TextChoices):
        WAITING = "waiting", _("Waiting")
        SENT = "sent", _("Sent")
        WITHHELD = "withheld", _("No longer needed")
        FAILED = "failed", _("Failed")
        KEPT = "kept", _("Kept here")

    key = models.CharField(max_length=150, unique=True)
    person = models.ForeignKey(PERSON, models.CASCADE, null=True, related_name="+", db_index=False)
    address = models.EmailField()
    language = models.CharField(max_length=5, blank=True)
    subject = models.CharField(max_length=250, blank=True)
    template = models.CharField(max_length=100)
    context = models.JSONField(default=dict)
    fill = models.CharField(max_length=150, blank=True)
    content = models.ForeignKey(
        "content.Content", models.CASCADE, null=True, related_name="+", db_index=False
    )
    unsubscribe = models.CharField(max_length=80, blank=True)
    mailing = models.BigIntegerField(null=True)  # which newsletter it is a copy of
    takes_replies = models.BooleanField(default=False)
    state = models.CharField(max_length=8, choices=State, default=State.WAITING)
    attempts = models.PositiveSmallIntegerField(default=0)
    next_try_at = models.DateTimeField(default=timezone.now)
    error = models.CharField(max_length=400, blank=True)
    created_at = models.DateTimeField(default=timezone.now)
    sent_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["next_try_at", "id"], name="letters_due", condition=Q(state="waiting")),
            models.Index(fields=["state", "-created_at"], name="letters_by_state"),
            models.Index(fields=["person"], name="letters_to_person", condition=Q(person__isnull=False)),
            models.Index(fields=["content"], name="letters_about", condition=Q(content__isnull=False)),
            models.Index(fields=["mailing"], name="letters_of", condition=Q(mailing__isnull=False)),
        ]

    def __str__(self) -> str:
        return self.key

    @property
    def secret(self) -> str:
        """What tells this letter from another with the same number (of a database that was put back, say)."""
        return salted_hmac("kring.mail.letter", self.key, algorithm="sha256").hexdigest()[:10]


class Problem(models.Model):
    """An address whose mail comes back: for good (`permanent`), or `count` times in a row. Without a row it works."""

    address = models.EmailField(primary_key=True)
    reason = models.CharField(max_length=400)
    count = models.PositiveIntegerField(default=0)
    permanent = models.BooleanField(default=False)
    since = models.DateTimeField(default=timezone.now)
    last_at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return self.address


class NoMail(models.Model):
    """Somebody wants no mail at all, but for what concerns their account."""

    person = models.OneToOneField(PERSON, models.CASCADE, primary_key=True, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)
