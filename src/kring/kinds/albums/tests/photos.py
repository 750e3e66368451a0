"""Pictures for tests."""

import io

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from kring.core.files.models import File
from kring.core.files.uploads import upload


def picture(name="photo.jpg", size=(64, 48), format="JPEG", **options) -> SimpleUploadedFile:
    data = io.BytesIO()
    Image.new("RGB", size, "teal").save(data, format, **options)
    return SimpleUploadedFile(name, data.getvalue())


def photo(person, name="photo.jpg", **options) -> File:
    """A loose picture of this person."""
    return upload(person, picture(name, **options)).file


def rows(content, owner, number: int, first: int = 0) -> list[File]:
    """Photos without their pixels, quickly."""
    return File.objects.bulk_create(
        [
            File(content=content, owner=owner, path=f"test/{content.pk}/{n}", name=f"{n}.webp", media_type="image/webp",
                 width=1600, height=1200, order=n, caption=f"photo {n}")
            for n in range(first, first + number)
        ]
    )  # fmt: skip
