"""People and how they get in."""

from base64 import urlsafe_b64encode

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.sessions.base_session import AbstractBaseSession, BaseSessionManager
from django.core.validators import RegexValidator
from django.db import models
from django.db.models.functions import Lower
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from kring.core.features.addresses import address
from kring.core.people.querysets import PersonManager
from kring.core.people.words import PersonWord

__all__ = ["Invitation", "LoginLink", "Person", "PersonWord", "Session"]


def weekdays() -> list[int]:
    return [1, 2, 3, 4, 5]


class Person(AbstractBaseUser):
    """Somebody of the organisation, or a guest of it."""

    class Role(models.TextChoices):
        MEMBER = "member", _("Member")
        MANAGER = "manager", _("Manager")
        GUEST = "guest", _("Guest")

    class Theme(models.TextChoices):
        SYSTEM = "", _("As my device")
        LIGHT = "light", _("Light")
        DARK = "dark", _("Dark")

    name = models.CharField(_("name"), max_length=120)
    handle = models.CharField(
        _("handle"),
        max_length=60,
        unique=True,
        validators=[
            RegexValidator(
                r"^[a-z0-9]+(?:[._-][a-z0-9]+)*$", _("Use small letters, digits, dots and dashes.")
            )
        ],
        help_text=_("Your name in an address and after an @."),
    )
    email = models.EmailField(_("e-mail"), null=True, blank=True, unique=True)
    avatar = models.CharField(max_length=120, blank=True, editable=False)
    title = models.CharField(_("job title"), max_length=120, blank=True)
    department = models.CharField(_("department"), max_length=120, blank=True)
    location = models.CharField(_("location"), max_length=120, blank=True)
    manager = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="reports", verbose_name=_("manager")
    )
    bio = models.TextField(_("about me"), max_length=2000, blank=True)
    expertise = models.ManyToManyField("content.Topic", blank=True, related_name="experts")
    language = models.CharField(_("language"), max_length=5, blank=True)
    time_zone = models.CharField(_("time zone"), max_length=60, blank=True)
    theme = models.CharField(_("theme"), max_length=5, blank=True, choices=Theme)
    shortcuts = models.BooleanField(
        _("keyboard shortcuts"), default=True, help_text=_("Single keys that do things, such as L for Like.")
    )
    working_days = models.JSONField(_("working days"), default=weekdays)
    start_date = models.DateField(_("start date"), null=True, blank=True)
    role = models.CharField(_("role"), max_length=7, choices=Role, default=Role.MEMBER)
    is_active = models.BooleanField(default=True)
    joined_at = models.DateTimeField(default=timezone.now)
    since = models.DateTimeField(
        null=True, editable=False
    )  # until when they were here the visit before this one
    shows_presence = models.BooleanField(default=True, editable=False)
    version = models.PositiveIntegerField(default=1)

    # Of who makes a request, the middleware has counted notifications; those that they don't want listed, as `has_unread`.
    unread, has_unread = 0, False
    numbers: dict[str, int] = {}

    objects = PersonManager()

    USERNAME_FIELD = "handle"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    class Meta:
        constraints = [models.UniqueConstraint(Lower("email"), name="one_person_per_email")]
        indexes = [models.Index(fields=["is_active", "-joined_at"], name="newest_people")]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return address("person", handle=self.handle)

    url = property(get_absolute_url)

    @property
    def is_manager(self) -> bool:
        return self.role == self.Role.MANAGER

    @property
    def is_guest(self) -> bool:
        return self.role == self.Role.GUEST

    @property
    def initials(self) -> str:
        words = [w for w in self.name.replace("-", " ").split() if w[0].isalnum()]
        return "".join(w[0] for w in (words[:1] + words[-1:] if len(words) > 1 else words)).upper() or "?"

    @property
    def hue(self) -> int:
        """Which of the twelve avatar colours, the same for ever."""
        return self.pk % 12 if self.pk else 0

    @property
    def avatar_url(self) -> str | None:
        return f"/avatars/{self.avatar}" if self.avatar else None

    @property
    def avatar_large_url(self) -> str | None:
        """For where the face is larger than in a stream."""
        stem, dot, ending = self.avatar.rpartition(".")
        return f"/avatars/{stem}-large{dot}{ending}" if self.avatar else None

    @property
    def roles(self) -> dict[int, str]:
        """Group id → member or host; read once per instance."""
        if "_roles" not in self.__dict__:
            self._roles = dict(self.memberships.values_list("group_id", "role"))
        return self._roles

    def forget_roles(self) -> None:
        self.__dict__.pop("_roles", None)


class SessionQuerySet(models.QuerySet):
    def alive(self):
        return self.filter(expire_date__gt=timezone.now())


class Session(AbstractBaseSession):
    """A sign-in that its person can see and end."""

    person = models.ForeignKey(Person, models.CASCADE, null=True, related_name="sessions")
    user_agent = models.CharField(max_length=300, blank=True)
    ip = models.GenericIPAddressField(null=True)
    created_at = models.DateTimeField(default=timezone.now)
    seen_at = models.DateTimeField(default=timezone.now)

    objects = BaseSessionManager.from_queryset(SessionQuerySet)()

    class Meta(AbstractBaseSession.Meta):
        indexes = [models.Index(fields=["-seen_at"], name="seen_lately")]

    @property
    def name(self) -> str:
        """What a page may call it: who reads it can't use it."""
        return salted_hmac("kring.session", self.session_key, algorithm="sha256").hexdigest()[:16]

    @classmethod
    def get_session_store_class(cls):
        from kring.core.people.sessions import SessionStore

        return SessionStore


class LoginLink(models.Model):
    """A one-time way in. Only a hash of its token is kept."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="login_links")
    token_hash = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)


class Invitation(models.Model):
    """An invitation to make an account, perhaps straight into groups. Only a hash of its token is kept."""

    email = models.EmailField(blank=True)
    name = models.CharField(max_length=120, blank=True)
    role = models.CharField(max_length=7, choices=Person.Role, default=Person.Role.MEMBER)
    groups = models.ManyToManyField("groups.Group", blank=True, related_name="+")
    invited_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="invitations")
    token_hash = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField()
    accepted_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    accepted_at = models.DateTimeField(null=True)

    @property
    def token(self) -> str:
        """Made anew from the platform's key whenever it is needed, so that it stands in no table."""
        made = salted_hmac("kring.invitation", f"{self.pk} {self.created_at.timestamp()}", algorithm="sha256")
        return urlsafe_b64encode(made.digest()[:24]).decode()

    @property
    def url(self) -> str:
        return settings.BASE_URL + reverse("invitation", kwargs={"token": self.token})

    @property
    def is_open(self) -> bool:
        return self.accepted_at is None and self.expires_at > timezone.now()
