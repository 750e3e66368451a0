"""The explained decision about what was asked, proposed or voted on."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from kring.core.content import text

PERSON = settings.AUTH_USER_MODEL


class Outcome(models.Model):
    """What was decided about an item and why, who said so, who sees to it, and when it is to be looked at again.

    Every change is a row of its own; the current one says so. One that was taken back stays, unseen, so that this can be undone.
    """

    class Decision(models.TextChoices):
        ADOPTED = "adopted", _("Adopted")
        PARTLY = "partly", _("Adopted in part")
        NOT_NOW = "not_now", _("Not now")
        NO = "no", _("Not adopted")

    content = models.ForeignKey("content.Content", models.CASCADE, related_name="outcomes", db_index=False)
    decision = models.CharField(max_length=8, choices=Decision)
    reason = models.TextField()
    by = models.ForeignKey(PERSON, models.SET_NULL, null=True, related_name="+", db_index=False)
    owner = models.ForeignKey(PERSON, models.SET_NULL, null=True, related_name="+", db_index=False)
    review_at = models.DateField(null=True)
    created_at = models.DateTimeField(default=timezone.now)
    is_current = models.BooleanField(default=True)
    taken_back_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["content", "created_at"], name="outcome_of_a_moment"),
            models.UniqueConstraint(
                fields=["content"], condition=Q(is_current=True), name="one_outcome_at_a_time"
            ),
        ]
        indexes = [
            models.Index(fields=["-created_at", "-id"], name="outcomes_newest", condition=Q(is_current=True)),
            models.Index(
                fields=["owner", "review_at"], name="outcomes_to_review", condition=Q(is_current=True)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.decision}: {self.content_id}"

    @property
    def label(self):
        return self.Decision(self.decision).label

    @property
    def icon(self) -> str:
        return ICONS[self.decision]

    @property
    def begin(self) -> str:
        """How the reason begins, as plain text."""
        return text.excerpt(self.reason, 240)


ICONS = {"adopted": "circle-check-big", "partly": "circle-dot", "not_now": "hourglass", "no": "circle-x"}
