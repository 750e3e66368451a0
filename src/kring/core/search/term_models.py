"""The vocabulary."""

from django.db import models


class Term(models.Model):
    """A word that occurs: in how many documents, and in how many titles. `backwards` finds words by their end. Compared by bytes."""

    word = models.CharField(max_length=40, primary_key=True)
    backwards = models.CharField(max_length=40)
    documents = models.IntegerField(default=0)
    titles = models.IntegerField(default=0)

    class Meta:
        indexes = [
            models.Index(fields=["backwards"], name="term_by_end"),
            models.Index(fields=["word", "titles"], name="term_in_titles", condition=models.Q(titles__gt=0)),
        ]

    def __str__(self) -> str:
        return self.word
