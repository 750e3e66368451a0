"""What somebody is writing and hasn't sent: it survives a closed tab, another device and an expired session."""

from django.conf import settings
from django.db import models
from django.utils import timezone


class Draft(models.Model):
    """The fields of one form as they stand. `key` names the form: "new-<token>", "edit-<content>", "comment-<content>"."""

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="form_drafts", db_index=False
    )
    key = models.CharField(max_length=80)
    kind = models.CharField(max_length=40, blank=True)
    fields = models.JSONField(default=dict)
    saved_at = models.DateTimeField(default=timezone.now)

    class Meta:
        app_label = "content"
        constraints = [models.UniqueConstraint(fields=["person", "key"], name="one_draft_per_form")]

    def __str__(self) -> str:
        return self.key
