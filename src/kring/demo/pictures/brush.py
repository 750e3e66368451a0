"""A canvas for flat pictures: drawn at twice the size, then made small, so that edges are smooth."""

from __future__ import annotations

import io
import math
from functools import cache

from PIL import Image, ImageDraw, ImageFont

Image.init()  # all formats, so that whoever opens these pictures in this process knows them
TWICE = 2

PAPER, INK = (0.985, 0.006, 85), (0.24, 0.02, 265)
DELFT, MARIGOLD = (0.46, 0.13, 262), (0.80, 0.15, 78)


@cache
def rgb(lightness: float, chroma: float, hue: float) -> tuple[int, int, int]:
    """OKLCH as sRGB (Ottosson, “A perceptual color space for image processing”)."""
    a, b = chroma * math.cos(math.radians(hue)), chroma * math.sin(math.radians(hue))
    long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
    medium = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3
    linear = (
        4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short,
        -1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short,
        -0.0041960863 * long - 0.7034186147 * medium + 1.7076147010 * short,
    )
    return tuple(round(255 * _gamma(min(1, max(0, part)))) for part in linear)


def _gamma(part: float) -> float:
    return 12.92 * part if part <= 0.0031308 else 1.055 * part ** (1 / 2.4) - 0.055


def shade(colour, lighter: float = 0, chroma: float = 1, turn: float = 0):
    """The same colour, lighter (or darker, below zero), paler, or turned."""
    return (min(1, max(0, colour[0] + lighter)), colour[1] * chroma, (colour[2] + turn) % 360)


def ink(colour, strength: float) -> tuple[int, int, int, int]:
    return (*rgb(*colour), round(255 * strength))


class Canvas:
    def __init__(self, width: int, height: int, top=PAPER, bottom=None):
        self.width, self.height = width, height
        self.image = Image.new("RGB", (width * TWICE, height * TWICE), rgb(*top))
        self.pen = ImageDraw.Draw(self.image, "RGBA")
        if bottom:
            self.fade(0, 0, width, height, top, bottom)

    def fade(self, x, y, width, height, top, bottom) -> None:
        """A rectangle that goes from one colour to another, downwards."""
        strip = Image.linear_gradient("L").resize((width * TWICE, height * TWICE))
        self.image.paste(Image.new("RGB", strip.size, rgb(*top)), (x * TWICE, y * TWICE))
        self.image.paste(Image.new("RGB", strip.size, rgb(*bottom)), (x * TWICE, y * TWICE), strip)

    def shape(self, points, colour, strength: float = 1) -> None:
        self.pen.polygon([(x * TWICE, y * TWICE) for x, y in points], fill=ink(colour, strength))

    def box(self, x, y, width, height, colour, radius: float = 0, strength: float = 1) -> None:
        corners = [x * TWICE, y * TWICE, (x + width) * TWICE, (y + height) * TWICE]
        self.pen.rounded_rectangle(corners, radius * TWICE, fill=ink(colour, strength))

    def disc(self, x, y, radius, colour, strength: float = 1, tall: float = 1) -> None:
        corners = [
            (x - radius) * TWICE,
            (y - radius * tall) * TWICE,
            (x + radius) * TWICE,
            (y + radius * tall) * TWICE,
        ]
        self.pen.ellipse(corners, fill=ink(colour, strength))

    def line(self, points, width, colour, strength: float = 1) -> None:
        """A line with round bends, and round ends where it isn't thin."""
        scaled = [(x * TWICE, y * TWICE) for x, y in points]
        half = width * TWICE / 2
        self.pen.line(scaled, fill=ink(colour, strength), width=max(1, round(width * TWICE)), joint="curve")
        if strength == 1:
            for x, y in (scaled[0], scaled[-1]):
                self.pen.ellipse([x - half, y - half, x + half, y + half], fill=ink(colour, 1))

    def curve(self, a, b, c, d, width, colour, steps: int = 24) -> None:
        """A Bézier line from a to d."""
        self.line([bezier(a, b, c, d, n / steps) for n in range(steps + 1)], width, colour)

    def words(self, x, y, text: str, size: int, colour, anchor: str = "mm") -> None:
        font = ImageFont.load_default(size * TWICE)
        self.pen.text((x * TWICE, y * TWICE), text, rgb(*colour), font, anchor=anchor)

    def webp(self) -> bytes:
        small = self.image.resize((self.width, self.height), Image.Resampling.BOX)
        out = io.BytesIO()
        small.save(out, "WEBP", quality=84, method=2)
        return out.getvalue()


def bezier(a, b, c, d, t: float) -> tuple[float, float]:
    s = 1 - t
    weights = s**3, 3 * s * s * t, 3 * s * t * t, t**3
    return tuple(sum(w * p[i] for w, p in zip(weights, (a, b, c, d), strict=True)) for i in (0, 1))


def wave(x0, x1, y, height, length, shift: float = 0, step: int = 8):
    """Points along a wave, from left to right."""
    return [(x, y + height * math.sin((x + shift) / length)) for x in range(int(x0), int(x1) + step, step)]
