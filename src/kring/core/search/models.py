"""What search knows: a row for everything that can be found, and the vocabulary. The words stand beside it, in the database's own full text."""

from django.db import models

from kring.core.search.file_models import FileText
from kring.core.search.tally_models import SearchTally
from kring.core.search.term_models import Term

__all__ = ["Document", "FileText", "FileWords", "SearchTally", "Term"]


class Document(models.Model):
    """Something that can be found. Its `id` grows with the moment it appeared (see moments.py), and is the row of its words in the
    full-text table. No foreign keys: who may see it, its object's own queryset says, whenever it is found.

    `what` is content, comment, file, person, group or topic; `digest` changes with anything that was indexed. `words` (SQLite only)
    are the words that were indexed, packed: its index can only forget what it is told."""

    id = models.BigIntegerField(primary_key=True)
    what = models.CharField(max_length=8)
    object_id = models.BigIntegerField()
    content_id = models.BigIntegerField(null=True)
    group_id = models.BigIntegerField(null=True)
    author_id = models.BigIntegerField(null=True)
    kind = models.CharField(max_length=40, blank=True)
    digest = models.BigIntegerField(default=0)
    words = models.BinaryField(default=bytes)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["what", "object_id"], name="one_document")]
        indexes = [
            models.Index(
                fields=["content_id"], name="documents_of", condition=models.Q(content_id__isnull=False)
            )
        ]

    def __str__(self) -> str:
        return f"{self.what} {self.object_id}"


class FileWords(models.Model):
    """The text of a file as it was read, packed: for its line among the results, and to index it again."""

    file = models.OneToOneField("files.File", models.CASCADE, primary_key=True, related_name="search_words")
    packed = models.BinaryField()

    def __str__(self) -> str:
        return str(self.file_id)
