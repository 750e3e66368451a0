"""The states in a content's life."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class State(models.TextChoices):
    DRAFT = "draft", _("Draft")
    SCHEDULED = "scheduled", _("Scheduled")
    PUBLISHED = "published", _("Published")
    ARCHIVED = "archived", _("Archived")
    BIN = "bin", _("In the bin")


READABLE = (State.PUBLISHED, State.ARCHIVED)
OWN = (State.DRAFT, State.SCHEDULED)
