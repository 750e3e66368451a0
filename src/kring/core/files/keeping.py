"""Keeping a file that somebody attached or an import brought."""

import mimetypes
import re
import secrets

from django.core.files.storage import default_storage
from django.utils import timezone
from PIL import Image

from kring.core.files.images import BROKEN, FORMATS
from kring.core.files.models import File

NAMELESS = re.compile(r"[\x00-\x1f\x7f/\\]+")


def keep(
    source, name: str, *, owner=None, content=None, comment=None, caption: str = "", order: int = 0
) -> File:
    """Store `source` (a Django file, open) and return its row. What type it is, its bytes say before its name does.

    Limits are for the caller: `images.check_size` for what people upload.
    """
    name = NAMELESS.sub(" ", name).strip()[-255:] or "file"
    media_type, width, height = look(source, name)
    source.seek(0)
    path = default_storage.save(f"attachments/{timezone.now():%Y/%m}/{secrets.token_hex(16)}", source)
    return File.objects.create(
        path=path,
        name=name,
        media_type=media_type,
        size=source.size,
        width=width,
        height=height,
        owner=owner,
        content=content,
        comment=comment,
        caption=caption[:500],
        order=order,
    )


def look(source, name: str) -> tuple[str, int | None, int | None]:
    """(media type, width, height). A picture is what can be read as one; anything else is never called a picture."""
    source.seek(0)
    try:
        picture = Image.open(source, formats=FORMATS)
        return Image.MIME[{"MPO": "JPEG"}.get(picture.format or "", picture.format or "")], *picture.size
    except BROKEN:
        guessed = mimetypes.guess_type(name)[0] or "application/octet-stream"
        return ("application/octet-stream" if guessed.startswith("image/") else guessed)[:120], None, None
