"""Groups: where people meet, and who may read what is said there."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from kring.core.content import text
from kring.core.features.addresses import address
from kring.core.groups.querysets import GroupQuerySet
from kring.core.people.words import split

PERSON = settings.AUTH_USER_MODEL


class Group(models.Model):
    """Open: every member of the organisation reads. Closed: its members read, others see that it exists.
    Secret: only its members know. Groups nest for finding them; rights are not inherited."""

    class Access(models.TextChoices):
        OPEN = "open", _("Open")
        CLOSED = "closed", _("Closed")
        SECRET = "secret", _("Secret")

    name = models.CharField(_("name"), max_length=120)
    slug = models.SlugField(max_length=80, unique=True)
    description = models.TextField(_("what it is for"), blank=True)
    welcome = models.TextField(_("welcome message"), blank=True)
    access = models.CharField(_("access"), max_length=6, choices=Access, default=Access.OPEN)
    parent = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="children", verbose_name=_("part of")
    )
    kind = models.CharField(_("sort of group"), max_length=40, blank=True)
    cover = models.CharField(max_length=120, blank=True, editable=False)
    is_everyone = models.BooleanField(default=False, editable=False)
    created_by = models.ForeignKey(PERSON, models.SET_NULL, null=True, related_name="+", editable=False)
    created_at = models.DateTimeField(default=timezone.now)
    archived_at = models.DateTimeField(null=True, editable=False)
    archived_by = models.ForeignKey(PERSON, models.SET_NULL, null=True, related_name="+", editable=False)
    last_post_at = models.DateTimeField(null=True, editable=False)
    member_count = models.PositiveIntegerField(default=0, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)
    data = models.JSONField(default=dict, blank=True, editable=False)
    found_by = models.TextField(default="", editable=False)
    people = models.ManyToManyField(PERSON, through="Membership", related_name="circles")

    objects = GroupQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["is_everyone"], condition=Q(is_everyone=True), name="one_everyone"
            ),
        ]
        indexes = [models.Index(Lower("name"), name="group_by_name")]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return address("group", slug=self.slug)

    url = property(get_absolute_url)

    @property
    def hue(self) -> int:
        return self.pk % 12 if self.pk else 0

    @property
    def purpose(self) -> str:
        """What it is for, in one plain line."""
        return text.excerpt(self.description, 180)

    @property
    def words(self) -> str:
        """What it is found by: the words of its name, what it is for and its sort, each after a space, without accents."""
        known = split(f"{self.name} {self.kind} {text.excerpt(self.description, 600)}")
        return " " + " ".join(dict.fromkeys(known))

    @property
    def cover_url(self) -> str | None:
        return f"/covers/{self.cover}" if self.cover else None

    @property
    def is_archived(self) -> bool:
        return self.archived_at is not None


class Membership(models.Model):
    class Role(models.TextChoices):
        MEMBER = "member", _("Member")
        HOST = "host", _("Host")

    # Both stand at the beginning of an index below.
    group = models.ForeignKey(Group, models.CASCADE, related_name="memberships", db_index=False)
    person = models.ForeignKey(PERSON, models.CASCADE, related_name="memberships", db_index=False)
    role = models.CharField(max_length=6, choices=Role, default=Role.MEMBER)
    joined_at = models.DateTimeField(default=timezone.now)
    seen_at = models.DateTimeField(null=True)
    welcomed_at = models.DateTimeField(null=True)  # when they put the welcome message away

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "group"], name="one_membership")]
        indexes = [
            models.Index(fields=["group", "role"], name="hosts_of_group"),
            models.Index(fields=["group", "-joined_at"], name="newest_of_group"),
        ]


class JoinRequest(models.Model):
    """Somebody asks to join a closed group. A host's answer deletes the row; the event log remembers it."""

    group = models.ForeignKey(Group, models.CASCADE, related_name="requests")
    person = models.ForeignKey(PERSON, models.CASCADE, related_name="join_requests")
    note = models.CharField(_("why"), max_length=300, blank=True)
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["group", "person"], name="one_request")]


class GroupInvitation(models.Model):
    """A member was invited to a group; saying yes makes them a member."""

    group = models.ForeignKey(Group, models.CASCADE, related_name="invitations")
    person = models.ForeignKey(PERSON, models.CASCADE, related_name="group_invitations")
    invited_by = models.ForeignKey(PERSON, models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["group", "person"], name="one_invitation")]
