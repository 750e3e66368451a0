"""Pictures that people attach: whatever comes in, clean WebP in a few sizes goes out.

The place where a photo was taken, the camera's number and whatever hides behind the pixels stay out, because only the
pixels are kept. Decoding is what an attacker would use against us, so it has a budget: of pixels, frames and seconds.
"""

import io
import os
import time
from contextlib import contextmanager
from dataclasses import dataclass, field
from threading import BoundedSemaphore

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from PIL import Image, ImageCms

from kring.core.files.images import BROKEN, damaged, opened, upright, webp
from kring.core.files.sizes import ENOUGH, fitted, scale
from kring.core.web.aside import aside

AT_ONCE = max(1, (os.cpu_count() or 2) - 1)
WAITING = 10  # more would keep everybody else waiting too
MOVING_WIDTH = 640
MOVING_CANVAS = 4_000_000  # pixels of one frame as it comes in
MOVING_PIXELS = 40_000_000  # of all frames as they go out; the memory that they take is four bytes each
MOVING_FRAMES = 500
MOVING_SECONDS = 8.0

_room, _bench = BoundedSemaphore(AT_ONCE + WAITING), BoundedSemaphore(AT_ONCE)


@dataclass
class Made:
    """A picture made anew: WebP per size, of which "large" is the picture itself; `notice` says what was lost, if anything."""

    width: int
    height: int
    frames: int = 1
    notice: str = ""
    data: dict[str, bytes] = field(default_factory=dict)


class Busy(ValidationError):
    """Too many pictures at once; the same again in a moment will do."""


@contextmanager
def at_work():
    """One of the few places where pictures are decoded; nobody else waits meanwhile."""
    if not _room.acquire(blocking=False):
        raise Busy(_("Many people are adding pictures right now. Try again in a moment."), code="busy")
    try:
        with aside(), _bench:
            yield
    finally:
        _room.release()


def remake(source) -> Made:
    """Make the picture in `source` anew; raises ValidationError with a sentence for whoever uploaded it."""
    try:
        with at_work():
            picture = opened(source)
            moving = _is_moving(picture)
            made = _moved(picture) if moving else None
            if made is None:
                made = _stilled(opened(source))
    except ValidationError:
        raise
    except BROKEN:
        raise ValidationError(damaged()) from None
    if moving and made.frames == 1:
        made.notice = _("This animation is too long or too large: only its first picture is kept.")
    return made


def shrunk(source, size: str) -> bytes:
    """One size of a picture that is kept already, as WebP. Raises what Pillow raises."""
    with at_work():
        picture = opened(source)
        return webp(_fit(_decoded(picture, size), size))


def _is_moving(picture: Image.Image) -> bool:
    return picture.format != "MPO" and getattr(picture, "is_animated", False)


def _stilled(picture: Image.Image) -> Made:
    large = _fit(_decoded(picture, "large"), "large")
    made = Made(*large.size)
    made.data = {"large": webp(large, method=2), **_smaller(large)}  # the largest takes longest
    return made


def _smaller(large: Image.Image) -> dict[str, bytes]:
    """The sizes in which it differs, each from the one before."""
    found, last = {}, large
    for size in ("medium", "small"):
        if scale(*large.size, size) <= ENOUGH:
            last = last.resize(fitted(*large.size, size), Image.Resampling.LANCZOS, reducing_gap=3)
            found[size] = webp(last)
    return found


def _decoded(picture: Image.Image, size: str) -> Image.Image:
    """Upright, in the colours of every screen. A JPEG is decoded at a half, a quarter or an eighth where that is enough."""
    wide, high = fitted(*picture.size, size)
    picture.draft(None, (wide, high))
    return upright(_in_srgb(picture))


def _fit(picture: Image.Image, size: str) -> Image.Image:
    target = fitted(*picture.size, size)
    if target == picture.size:
        return picture
    return picture.resize(target, Image.Resampling.LANCZOS, reducing_gap=3)


def _in_srgb(picture: Image.Image) -> Image.Image:
    """Phones photograph in wider colours, and say so beside the pixels, in what we don't keep."""
    profile = picture.info.get("icc_profile", b"")
    if picture.mode != "RGB" or not 128 < len(profile) < 1_000_000 or b"sRGB" in profile:
        return picture
    orientation = picture.getexif().get(0x0112)
    try:
        there = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        converted = ImageCms.profileToProfile(picture, there, ImageCms.createProfile("sRGB"))
    except (ImageCms.PyCMSError, OSError, ValueError, TypeError):
        return picture
    if converted is None:
        return picture
    if orientation:
        converted.getexif()[0x0112] = orientation
    return converted


def _moved(picture: Image.Image) -> Made | None:
    """The animation as WebP, with stills for where nothing should move; None where it is more than we take on."""
    width, height = picture.size
    if width * height > MOVING_CANVAS:
        return None
    by = min(1.0, MOVING_WIDTH / width, 2 * MOVING_WIDTH / height)
    size = max(1, round(width * by)), max(1, round(height * by))
    frames, times, until = [], [], time.monotonic() + MOVING_SECONDS
    for number in range(MOVING_FRAMES + 1):
        try:
            picture.seek(number)
        except EOFError:
            break
        if len(frames) * size[0] * size[1] > MOVING_PIXELS or time.monotonic() > until:
            return None
        frames.append(upright(picture.copy()).convert("RGBA").resize(size, Image.Resampling.BILINEAR))
        times.append(_shown_for(picture))
    if not 1 < len(frames) <= MOVING_FRAMES:
        return None
    moving = webp(
        frames[0], save_all=True, append_images=frames[1:], duration=times, loop=0, method=1, quality=70
    )
    first = upright(frames[0])
    stills = _smaller(first)
    return Made(*size, frames=len(frames), data={"large": moving, "medium": webp(first), **stills})


def _shown_for(picture: Image.Image) -> int:
    """Milliseconds; what a GIF calls 0 or 10, every browser shows for 100."""
    try:
        given = round(float(picture.info.get("duration") or 0))
    except (TypeError, ValueError, OverflowError):
        given = 0
    return min(given, 10_000) if given > 10 else 100
