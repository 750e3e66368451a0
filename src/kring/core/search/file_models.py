"""What came of reading a file: the words themselves are in the index only."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from kring.core.files.models import File


class FileText(models.Model):
    """A file was opened to find the words in it. `chars`: how many came out; a file is read once, for it never changes."""

    class State(models.TextChoices):
        READ = "read", _("Its text can be found")
        EMPTY = "empty", _("There is no text in it")
        OTHER = "other", _("We can’t read files of this sort")
        LOCKED = "locked", _("It is locked with a password")
        LARGE = "large", _("It is too large to read")
        BROKEN = "broken", _("It is damaged")

    file = models.OneToOneField(File, models.CASCADE, primary_key=True, related_name="text")
    state = models.CharField(max_length=6, choices=State)
    chars = models.PositiveIntegerField(default=0)
    read_at = models.DateTimeField(default=timezone.now)

    class Meta:
        app_label = "search"

    def __str__(self) -> str:
        return f"{self.file_id}: {self.state}"
