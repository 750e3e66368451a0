from django.conf import settings
from django.db import models
from django.utils import timezone


class Issue(models.Model):
    """What stands in one person's digest of one day of theirs.

    `told` are ids of notifications, `missed` of contents, best first; `parts` what features added:
    [{"part": "package.module:lines", "lines": [fields of core.mail.parts.Line]}]. `names` says what must not come again
    ("c12" for a content, else the address and title of a line); `more` how much there was beside this."""

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="digests", db_index=False
    )
    day = models.DateField()
    told = models.JSONField(default=list)
    missed = models.JSONField(default=list)
    parts = models.JSONField(default=list)
    names = models.JSONField(default=list)
    more = models.PositiveIntegerField(default=0)
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "day"], name="one_digest_a_day")]
        indexes = [models.Index(fields=["created_at"], name="digests_by_day")]


class Round(models.Model):
    """How far the people of one time zone have been gone round: on this day, for those who chose this hour, up to
    and with the person `after`."""

    zone = models.CharField(max_length=60, primary_key=True)
    day = models.DateField()
    hour = models.PositiveSmallIntegerField()
    after = models.BigIntegerField(default=0)
