"""What colleagues say about what somebody knows. That somebody knows it stands in `Person.expertise`, and nowhere else."""

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from kring.core.people.models import Person

Claim = Person.expertise.through
"""Who says that they know what: rows of `person` and `topic`."""

PERSON = settings.AUTH_USER_MODEL


class OfClaims(models.QuerySet):
    def standing(self):
        """Of what these people say themselves, while they are here."""
        claims = Claim.objects.filter(person=OuterRef("person"), topic=OuterRef("topic"))
        return self.filter(Exists(claims), person__is_active=True)


class Confirmation(models.Model):
    """`by` confirms that `person` knows about `topic`."""

    person = models.ForeignKey(PERSON, models.CASCADE, related_name="+", db_index=False)
    topic = models.ForeignKey("content.Topic", models.CASCADE, related_name="+", db_index=False)
    by = models.ForeignKey(PERSON, models.CASCADE, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)

    objects = OfClaims.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["topic", "person", "by"], name="knowledge_confirmed_once"),
            models.CheckConstraint(
                condition=~Q(person=models.F("by")), name="knowledge_confirmed_by_another"
            ),
        ]
        indexes = [
            models.Index(fields=["topic", "person", "-id"], name="knowledge_confirmed_lately"),
            models.Index(fields=["person", "topic"], name="knowledge_confirmed_of"),
        ]


class Standing(models.Model):
    """By how many it is confirmed that `person` knows about `topic`; no row for none. Moved by the verbs, with `F()`."""

    person = models.ForeignKey(PERSON, models.CASCADE, related_name="+")
    topic = models.ForeignKey("content.Topic", models.CASCADE, related_name="+", db_index=False)
    number = models.PositiveIntegerField(default=0)

    objects = OfClaims.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["topic", "person"], name="knowledge_stands_once")]
        indexes = [models.Index(fields=["topic", "-number", "person"], name="knowledge_most_confirmed")]


class Suggestion(models.Model):
    """`by` thinks that `person` knows about `topic`. Only those two see it, until the person says so too."""

    person = models.ForeignKey(PERSON, models.CASCADE, related_name="+", db_index=False)
    topic = models.ForeignKey("content.Topic", models.CASCADE, related_name="+")
    by = models.ForeignKey(PERSON, models.CASCADE, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)
    declined_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "topic", "by"], name="knowledge_suggested_once")
        ]
