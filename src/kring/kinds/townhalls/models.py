"""A town hall: people put questions to those who run things, vote them up, and read the answers."""

import secrets

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from kring.core.content.models import Content

PERSON = settings.AUTH_USER_MODEL
LONGEST = 1000


class Phase(models.TextChoices):
    COLLECTING = "collecting", _("Collecting questions")
    LIVE = "live", _("Live now")
    ANSWERING = "answering", _("Answers go on")


class TownHall(Content):
    """The kind: open while questions can be asked."""

    opens = True

    class Meta:
        proxy = True


class Hall(models.Model):
    """How far a town hall is, and its rules. `unsaid`: questions without a name of which nobody has been told yet."""

    content = models.OneToOneField(Content, models.CASCADE, primary_key=True, related_name="hall")
    phase = models.CharField(max_length=10, choices=Phase.choices, default=Phase.COLLECTING)
    starts_at = models.DateTimeField(null=True)
    allows_anonymous = models.BooleanField(default=False)
    unsaid = models.PositiveIntegerField(default=0)

    @property
    def takes_questions(self) -> bool:
        return self.phase in (Phase.COLLECTING, Phase.LIVE)


class Panelist(models.Model):
    """Who answers."""

    hall = models.ForeignKey(Hall, models.CASCADE, related_name="panel", db_index=False)
    person = models.ForeignKey(PERSON, models.CASCADE, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["hall", "person"], name="one_seat")]


def random_id() -> int:
    """A number that says nothing of the order in which rows came."""
    return 1 + secrets.randbelow(2**52)


def random_key() -> str:
    return secrets.token_hex(8)


class Asked(models.Model):
    """A question. One without a name has no asker and no time, and its number is drawn at random: no row ties it to anybody.
    `key` names it in core's votes, which say who wants an answer too; `token` (drawn by the page) makes a second arrival of the same form harmless."""

    id = models.BigIntegerField(primary_key=True, default=random_id)
    key = models.CharField(max_length=40, default=random_key)
    hall = models.ForeignKey(Hall, models.CASCADE, related_name="questions", db_index=False)
    text = models.CharField(max_length=LONGEST)
    asker = models.ForeignKey(PERSON, models.CASCADE, null=True, related_name="+")
    created_at = models.DateTimeField(null=True)
    vote_count = models.PositiveIntegerField(default=0)
    token = models.UUIDField(null=True)

    class Meta:
        indexes = [models.Index(fields=["hall", "-vote_count"], name="asked_by_votes")]
        constraints = [
            models.UniqueConstraint(fields=["hall", "key"], name="one_question_per_key"),
            models.UniqueConstraint(
                fields=["token"], name="one_question_per_form", condition=models.Q(token__isnull=False)
            ),
        ]

    def __str__(self) -> str:
        return self.text[:80]

    @property
    def content_id(self) -> int:
        return self.hall_id

    @property
    def answered(self) -> str:
        """The answer, as HTML; "" where there is none yet."""
        answer = getattr(self, "answer", None)
        return answer.body if answer else ""


class Answer(models.Model):
    """What was answered (clean HTML), by whom and when."""

    asked = models.OneToOneField(Asked, models.CASCADE, primary_key=True, related_name="answer")
    body = models.TextField()
    by = models.ForeignKey(PERSON, models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)


class PutAside(models.Model):
    """That a host put a question aside, and why; the reason stays visible."""

    asked = models.OneToOneField(Asked, models.CASCADE, primary_key=True, related_name="aside")
    reason = models.CharField(max_length=300)
    by = models.ForeignKey(PERSON, models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)
