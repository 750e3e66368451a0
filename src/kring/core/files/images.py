"""Pictures that people upload, made safe and small: whatever comes in, WebP of three sizes goes out.

The bytes decide what a file is, not its name. Nothing of the original is kept: no metadata (a phone writes down where a
photo was taken), no hidden second file. A picture that is too large for memory is refused before it is decoded.
"""

import io
import re
import secrets
import struct
import zlib

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils.translation import gettext as _
from PIL import Image, ImageOps

FORMATS = ("JPEG", "PNG", "GIF", "WEBP", "AVIF")  # “MPO”, a phone's JPEG with more in it, opens as JPEG
LARGEST = {"JPEG": 50_000_000, "MPO": 50_000_000}  # pixels; a JPEG needn't be decoded at full size
LARGEST_OTHER = 25_000_000
SCANS = 80  # a progressive JPEG has ten; each costs as much as decoding it all, and may be 75 bytes
SCAN = re.compile(rb"\xff\xda\x00(?:\x08\x01|\x0a\x02|\x0c\x03|\x0e\x04)")
BROKEN = (OSError, SyntaxError, ValueError, TypeError, EOFError, IndexError, KeyError, OverflowError, MemoryError,
          AttributeError, AssertionError, struct.error, zlib.error, Image.DecompressionBombError)  # fmt: skip
"""What Pillow raises, at opening or later, for files that aren't what they begin as."""

AVATAR = {"small": (64, 64), "": (128, 128), "large": (320, 320)}
COVER = {"small": (640, 160), "": (1280, 320), "large": (1920, 480)}


def store_avatar(file, crop: tuple[int, int, int] | None = None) -> str:
    """Store a face: square, cut from the middle or as `crop` says (x, y, side, in pixels of the picture as it is seen).

    Returns the name for `Person.avatar`; raises ValidationError with a sentence for the person who uploaded it.
    """
    return _store("avatars", file, AVATAR, crop)


def store_cover(file) -> str:
    """Store a group's cover: wide, cut from the middle. Returns the name for `Group.cover`; raises as store_avatar."""
    return _store("covers", file, COVER)


def sized(name: str, size: str = "") -> str:
    """The name of another size (“small”, “large”) of a stored picture."""
    stem, dot, ending = name.rpartition(".")
    return f"{stem}-{size}{dot}{ending}" if size and stem else name


def crop_box(data) -> tuple[int, int, int] | None:
    """The fields x, y and size of a form; None where they are missing or make no sense."""
    try:
        x, y, size = (round(float(data[name])) for name in ("x", "y", "size"))
    except (KeyError, ValueError, OverflowError):
        return None
    return (x, y, size) if 0 <= x < 100_000 and 0 <= y < 100_000 and 0 < size < 100_000 else None


def _store(folder: str, file, sizes: dict, crop=None) -> str:
    check_size(file)
    refusal = ValidationError(damaged())
    try:
        largest = max(sizes.values())
        picture = _open(file, largest, crop)
        made = {
            size: webp(ImageOps.fit(picture, box, Image.Resampling.LANCZOS)) for size, box in sizes.items()
        }
    except ValidationError:
        raise
    except BROKEN:
        raise refusal from None
    name = f"{secrets.token_urlsafe(15)}.webp".replace("-", "_")
    for size, content in made.items():
        default_storage.save(f"{folder}/{sized(name, size)}", ContentFile(content))
    return name


def check_size(file) -> None:
    if file.size > settings.CONFIG.upload_limit_mb * 1024 * 1024:
        limit = settings.CONFIG.upload_limit_mb
        raise ValidationError(_("This file is too large: at most %(limit)s MB.") % {"limit": limit})


def _too_large(limit: int) -> ValidationError:
    too_large = _("This picture is too large: at most %(millions)s megapixels. Make it smaller first.")
    return ValidationError(too_large % {"millions": limit // 1_000_000})


def opened(file) -> Image.Image:
    """The picture in `file`, not decoded yet; raises ValidationError for what is none, or too large for memory."""
    file.seek(0)
    try:
        picture = Image.open(file, formats=FORMATS)
    except Image.DecompressionBombError:  # so large that nobody looks how large
        raise _too_large(LARGEST_OTHER) from None
    except BROKEN:
        raise ValidationError(
            _("This isn't a picture that we can read. Use JPEG, PNG, WebP or GIF.")
        ) from None
    width, height = picture.size
    limit = LARGEST.get(picture.format or "", LARGEST_OTHER)
    if not width or not height or width * height > limit:
        raise _too_large(limit)
    if picture.format in LARGEST and _paints_over_itself(file):
        raise ValidationError(damaged())
    return picture


def damaged() -> str:
    return _("This picture can't be read: it may be damaged. Try another, as JPEG or PNG.")


def _paints_over_itself(file) -> bool:
    place = file.tell()  # the picture reads its own file on from here
    file.seek(0)
    many = too_many_scans(file.read())
    file.seek(place)
    return many


def too_many_scans(data: bytes) -> bool:
    """Would this JPEG be decoded again and again, for minutes?"""
    return sum(1 for _scan in SCAN.finditer(data)) > SCANS


def upright(picture: Image.Image) -> Image.Image:
    """Turned as the camera was held, in plain colours, without anything beside its pixels."""
    turned = ImageOps.exif_transpose(picture)
    turned = turned.convert("RGBA" if turned.has_transparency_data else "RGB")
    turned.info = {}
    return turned


def _open(file, largest: tuple[int, int], crop) -> Image.Image:
    """The picture upright, cropped, without anything beside its pixels."""
    picture = opened(file)
    width, height = picture.size
    # JPEG can be decoded at a half, a quarter or an eighth of its size: as large as the cut still needs.
    scale = max(largest) / min(crop[2] if crop else min(width, height), min(width, height))
    if scale < 1:
        picture.draft(None, (int(width * scale) + 1, int(height * scale) + 1))
    turned = upright(picture)
    if not crop:
        return turned
    seen = width if turned.width == picture.width else height  # turned a quarter, its width was its height
    shrunk = turned.width / seen
    x, y, size = (value * shrunk for value in crop)
    size = max(1, min(size, turned.width, turned.height))
    x, y = min(x, turned.width - size), min(y, turned.height - size)
    return turned.crop((round(x), round(y), round(x + size), round(y + size)))


def webp(picture: Image.Image, **options) -> bytes:
    out = io.BytesIO()
    picture.save(out, "WEBP", **{"quality": 82, "method": 4, **options})
    return out.getvalue()
