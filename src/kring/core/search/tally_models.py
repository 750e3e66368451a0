"""What people look for, without who they are."""

from django.db import models


class SearchTally(models.Model):
    """Somebody asked these words on that day. `who` is made of the person, the words and the platform's key: it tells how
    many different people asked something, and not which words came from the same one."""

    day = models.DateField()
    words = models.CharField(max_length=80)
    who = models.CharField(max_length=16)
    nothing = models.BooleanField(default=False)

    class Meta:
        app_label = "search"
        constraints = [models.UniqueConstraint(fields=["words", "who", "day"], name="once_a_day")]
        indexes = [models.Index(fields=["day"], name="searched_on")]

    def __str__(self) -> str:
        return f"{self.day} {self.words}"
