"""The text inside a file, once it has been read."""

import zlib

from django.db import transaction

from kring.core.search import index
from kring.core.search.models import FileWords


@transaction.atomic
def put_text(file_id: int, text: str) -> None:
    """From now on the file is found by this text, too."""
    text = " ".join(text.replace("\0", " ").split())
    if text:
        packed = zlib.compress(text.encode(errors="replace"))
        FileWords.objects.update_or_create(file_id=file_id, defaults={"packed": packed})
    else:
        FileWords.objects.filter(file_id=file_id).delete()
    index.write("file", [file_id])
