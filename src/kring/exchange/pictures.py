"""Pictures made anew before they are shown to anybody: what a camera or an attacker put beside the pixels stays out."""

import io
import warnings

from PIL import Image, ImageOps

from kring.core.files.images import too_many_scans

MOST_PIXELS = 50_000_000
SORTS = {"JPEG": "image/jpeg", "PNG": "image/png", "WEBP": "image/webp", "GIF": "image/gif"}


def picture(raw: bytes) -> tuple[io.BytesIO, str, int, int] | None:
    """(data, media type, width, height); None where it is no picture, broken, or far too large."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            image = Image.open(io.BytesIO(raw), formats=list(SORTS))
            if image.width * image.height > MOST_PIXELS or too_many_scans(raw):
                return None
            return _made_anew(image, raw)
    except Exception:  # decoders raise all sorts of things over broken data
        return None


def _made_anew(image, raw: bytes) -> tuple[io.BytesIO, str, int, int]:
    sort = image.format
    if (
        getattr(image, "n_frames", 1) > 1
    ):  # moving pictures stay as they are: made anew they would grow, or stop
        image.load()
        return io.BytesIO(raw), SORTS[sort], image.width, image.height
    colours = image.info.get("icc_profile")
    image = ImageOps.exif_transpose(image)
    image.load()
    image.info = {"transparency": image.info["transparency"]} if "transparency" in image.info else {}
    out = io.BytesIO()
    options = {"quality": 88, "optimize": True} if sort in ("JPEG", "WEBP") else {}
    image.save(out, sort, icc_profile=colours, **options)
    out.seek(0)
    return out, SORTS[sort], image.width, image.height
