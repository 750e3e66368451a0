"""A file in the storage and its row, without the checks of an upload: what an import brings, or an attacker would like."""

import secrets

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from PIL import Image

from kring.core.files.models import File


def keep(name="notes.txt", data=b"hello", media_type="", **more) -> File:
    path = default_storage.save(f"attachments/{secrets.token_hex(8)}", ContentFile(data))
    size = {}
    try:
        picture = Image.open(ContentFile(data))
        media_type = Image.MIME[picture.format]
        size = {"width": picture.width, "height": picture.height}
    except OSError:
        pass
    media_type = media_type or "application/octet-stream"
    return File.objects.create(path=path, name=name, size=len(data), media_type=media_type, **size, **more)
