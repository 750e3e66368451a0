from django.conf import settings
from django.db import models
from django.db.models import Q

from kring.core.content.models import Content


class Thanks(Content):
    """The kind: words for one or more people, and perhaps what they are for."""

    class Meta:
        proxy = True

    @property
    def to(self) -> list:
        """The people who are thanked, in the order in which they were named; those who left since are among them."""
        details = getattr(self, "thanks", None)
        return [row.person for row in details.people.all()] if details else []

    @property
    def about_id(self) -> int | None:
        """The item that it is for; who may see that is another question (overlay.py)."""
        details = getattr(self, "thanks", None)
        return details.about_id if details else None


class ThanksDetails(models.Model):
    """What it is for, if that was posted here."""

    content = models.OneToOneField(Content, models.CASCADE, primary_key=True, related_name="thanks")
    about = models.ForeignKey(Content, models.SET_NULL, null=True, related_name="+", db_index=False)

    class Meta:
        indexes = [
            models.Index(fields=["about"], name="thanks_about", condition=Q(about__isnull=False)),
        ]


class Thanked(models.Model):
    """Somebody who is thanked."""

    thanks = models.ForeignKey(ThanksDetails, models.CASCADE, related_name="people", db_index=False)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["thanks", "person"], name="thanked_once")]
