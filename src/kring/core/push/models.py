"""The devices that may be woken, and what is to be said to them."""

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from kring.core.people.models import Session

PERSON = settings.AUTH_USER_MODEL


class ServerKey(models.Model):
    """The one key that proves to push services that it is this platform that speaks: made once, and kept beside the subscriptions that
    hold for it alone. Whoever restores the database has both; several machines share them."""

    private = models.CharField(max_length=80)
    created_at = models.DateTimeField(default=timezone.now)


class DeviceQuerySet(models.QuerySet):
    def awake(self):
        """Those where their person is still signed in: whoever ends that session, from anywhere, ends this too."""
        session = Session.objects.alive().filter(
            session_key=OuterRef("session_key"), person=OuterRef("person")
        )
        return self.filter(Exists(session), person__is_active=True)


class Device(models.Model):
    """A browser that its person asked to be woken in. `endpoint` is its address at the push service of its maker."""

    person = models.ForeignKey(PERSON, models.CASCADE, related_name="push_devices")
    session_key = models.CharField(max_length=40, db_index=True)
    endpoint = models.CharField(max_length=1000, unique=True)
    p256dh = models.CharField(max_length=120)
    auth = models.CharField(max_length=40)
    user_agent = models.CharField(max_length=300, blank=True)
    created_at = models.DateTimeField(default=timezone.now)
    succeeded_at = models.DateTimeField(null=True)
    failures = models.PositiveSmallIntegerField(default=0)

    objects = DeviceQuerySet.as_manager()

    def __str__(self) -> str:
        return f"{self.person_id}: {self.user_agent[:40]}"

    @property
    def subscription(self) -> dict:
        """As the browser gave it."""
        return {"endpoint": self.endpoint, "keys": {"p256dh": self.p256dh, "auth": self.auth}}


class PushMessage(models.Model):
    """One notification to one device, until it has been sent (or is of no use any more). `key` is the same however often it is told, and
    goes along, so that a device that gets it twice shows it once. No notification: a test that its person asked for."""

    key = models.CharField(max_length=80, unique=True)
    device = models.ForeignKey(Device, models.CASCADE, related_name="messages")
    notification = models.ForeignKey("notify.Notification", models.CASCADE, null=True, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)
    due_at = models.DateTimeField(default=timezone.now)
    tries = models.PositiveSmallIntegerField(default=0)
    done_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["due_at"], name="push_waiting", condition=Q(done_at=None)),
            models.Index(fields=["done_at"], name="push_done", condition=Q(done_at__isnull=False)),
        ]
