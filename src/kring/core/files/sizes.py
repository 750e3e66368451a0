"""In which sizes a picture is sent: the widths that a browser chooses from."""

from math import sqrt

WIDTHS = {"small": 480, "medium": 1024, "large": 2048}
TALLEST = 16_000  # WebP can't hold more than 16,383
PIXELS = 1.5  # times the square of the width: what is long (a web page, an infographic) stays readable
ENOUGH = 0.98  # a size that hardly differs isn't made


def scale(width: int, height: int, size: str) -> float:
    """At most 1: by how much a picture shrinks in this size."""
    wide = WIDTHS[size]
    return min(1.0, wide / width, sqrt(PIXELS * wide * wide / (width * height)), TALLEST / height)


def fitted(width: int, height: int, size: str) -> tuple[int, int]:
    """(width, height) of a picture in this size; never larger than it is."""
    by = scale(width, height, size)
    return max(1, round(width * by)), max(1, round(height * by))


def srcset(file) -> str:
    """For `<img srcset>`; empty where there is only one size."""
    if not (file.width and file.height):
        return ""
    found: dict[int, str] = {}
    for size in WIDTHS:
        found.setdefault(fitted(file.width, file.height, size)[0], size)
    if len(found) == 1:
        return ""
    return ", ".join(f"{file.url}?size={size} {width}w" for width, size in found.items())
