"""What stands around in Waterveen: houses, water, willows, boxes, and the heron."""

from __future__ import annotations

import math

from kring.demo.crowd import number
from kring.demo.pictures.brush import DELFT, INK, MARIGOLD, PAPER, Canvas, bezier, shade, wave

BRICK, GRASS, WATER = (0.56, 0.10, 40), (0.66, 0.11, 135), (0.62, 0.09, 245)
WOOD, STEEL, CARTON = (0.50, 0.06, 60), (0.62, 0.02, 255), (0.74, 0.07, 72)
RED = (0.58, 0.20, 25)


def heron(
    c: Canvas, x: float, y: float, size: float = 1, left: bool = False, crooked: bool = False, colour=None
) -> None:
    """A grey heron that stands with its feet at (x, y), some 190 high at size 1."""
    flip = -1 if left else 1
    body, dark = colour or (0.60, 0.025, 255), (0.30, 0.03, 262)

    def at(dx, dy):
        return x + flip * dx * size, y - dy * size

    for dx in (-8, 8):
        c.line([at(dx, 78), at(dx + 5, 40), at(dx - 2, 0), at(dx + 12, 0)], 4 * size, (0.55, 0.08, 70))
    back = [bezier(at(-70, 62), at(-40, 120), at(20, 135), at(38, 105), n / 16) for n in range(17)]
    belly = [bezier(at(38, 105), at(35, 66), at(-10, 60), at(-70, 62), n / 16) for n in range(17)]
    c.shape(back + belly, body)
    wing = [bezier(at(-66, 64), at(-30, 112), at(8, 112), at(16, 96), n / 12) for n in range(13)]
    c.shape([*wing, at(-20, 74)], shade(body, -0.14))
    c.line(
        [bezier(at(28, 104), at(72, 130), at(8, 140), at(36, 180), n / 24) for n in range(25)],
        15 * size,
        shade(body, 0.2),
    )
    c.disc(*at(40, 184), 13 * size, PAPER)
    c.shape([at(46, 191), at(92, 179), at(46, 176)], MARIGOLD)
    c.line([at(46, 191), at(28, 196), at(2, 184)], 5 * size, dark)
    c.disc(*at(44, 187), 2.6 * size, INK)
    if crooked:
        c.line([at(-40, 84), at(-62, 112), at(-58, 122)], 4 * size, dark)


def gables(c: Canvas, y: float, width: float, seed: int = 1, tall: float = 1, pale: float = 0) -> None:
    """A row of old house fronts on a line, with stepped, bell and pointed gables."""
    x, colours = (
        -20.0,
        (
            BRICK,
            DELFT,
            shade(BRICK, 0.16, 0.6),
            (0.42, 0.06, 150),
            shade(MARIGOLD, 0.02, 0.7),
            shade(DELFT, 0.2, 0.6),
        ),
    )
    n = 0
    while x < width:
        pick = number("gable", seed, n)
        w, h = 62 + pick % 34, (120 + pick // 7 % 70) * tall
        colour = shade(colours[pick // 31 % len(colours)], pale, 1 - pale)
        c.box(x, y - h, w, h, colour)
        c.shape(_gable(x, y - h, w, pick % 3), colour)
        for row in range(int(h // 44)):
            for column in (0.2, 0.58):
                lit = number("window", seed, n, row, column) % 4 == 0
                c.box(
                    x + w * column,
                    y - h + 10 + row * 42,
                    w * 0.24,
                    25,
                    shade(MARIGOLD, 0.08) if lit else shade(DELFT, 0.44, 0.35),
                    2,
                )
        x += w + 3
        n += 1


def _gable(x, top, w, sort):
    if sort == 0:
        return [(x, top), (x, top - 12), (x + w * 0.2, top - 12), (x + w * 0.2, top - 26), (x + w * 0.38, top - 26),
                (x + w * 0.38, top - 40), (x + w * 0.62, top - 40), (x + w * 0.62, top - 26), (x + w * 0.8, top - 26),
                (x + w * 0.8, top - 12), (x + w, top - 12), (x + w, top)]  # fmt: skip
    if sort == 1:
        left = [
            bezier((x, top), (x + w * 0.2, top - 4), (x + w * 0.2, top - 36), (x + w * 0.5, top - 42), n / 8)
            for n in range(9)
        ]
        return left + [(2 * x + w - px, py) for px, py in reversed(left)]
    return [(x, top), (x + w / 2, top - 38), (x + w, top)]


def water(c: Canvas, y: float, bottom: float, colour=WATER, glints: int = 26) -> None:
    c.fade(0, int(y), c.width, int(bottom - y), shade(colour, 0.12), shade(colour, -0.1))
    for n in range(glints):
        pick = number("glint", n, int(y))
        gx, gy = pick % c.width, y + 8 + (pick // 1000) % max(1, int(bottom - y - 12))
        length = 20 + pick // 77 % 70
        c.line([(gx, gy), (gx + length, gy)], 2.5, shade(colour, 0.26, 0.6), 0.7)


def clouds(c: Canvas, seed: int, count: int, low: float, colour=PAPER, strength: float = 0.75) -> None:
    for n in range(count):
        pick = number("cloud", seed, n)
        x, y, r = pick % c.width, 30 + pick // 999 % int(low), 24 + pick // 7 % 26
        for dx, dr in ((-1.5, 0.6), (-0.7, 0.9), (0.1, 1.15), (1, 0.85), (1.7, 0.5)):
            c.disc(x + dx * r, y, r * dr, colour, strength, 0.62)


def willow(c: Canvas, x: float, y: float, size: float = 1, lean: float = 0) -> None:
    """A pollard willow."""
    top = (x + lean * 60 * size, y - 86 * size)
    c.line([(x, y), top], 20 * size, shade(WOOD, -0.06))
    c.disc(*top, 17 * size, shade(WOOD, -0.06))
    for n in range(15):
        angle = math.radians(-160 + n * 10 + lean * 38)
        length = (66 + number("twig", n) % 26) * size
        end = (top[0] + math.cos(angle) * length, top[1] + math.sin(angle) * length)
        c.line([top, end], 3.2 * size, shade(GRASS, -0.12 + (n % 3) * 0.05))
        c.disc(*end, 7 * size, shade(GRASS, -0.04 + (n % 3) * 0.04))


def carton(c: Canvas, x: float, y: float, w: float, h: float, colour=CARTON) -> None:
    """A moving box with its foot at y."""
    c.box(x, y - h, w, h, colour, 3)
    c.box(x + w * 0.44, y - h, w * 0.12, h, shade(colour, 0.08))
    c.box(x, y - h, w, 7, shade(colour, -0.07), 3)
    c.box(x + w * 0.12, y - h * 0.36, w * 0.2, h * 0.16, PAPER, 2)


def plant(c: Canvas, x: float, y: float, size: float = 1) -> None:
    """Yvonne's ficus."""
    c.shape(
        [
            (x - 26 * size, y - 46 * size),
            (x + 26 * size, y - 46 * size),
            (x + 19 * size, y),
            (x - 19 * size, y),
        ],
        BRICK,
    )
    for n in range(9):
        angle = math.radians(-165 + n * 19)
        length = (78 + number("leaf", n) % 44) * size
        tip = (x + math.cos(angle) * length, y - 50 * size + math.sin(angle) * length)
        c.line([(x, y - 46 * size), tip], 3 * size, shade(GRASS, -0.2))
        c.disc(*tip, 15 * size, shade(GRASS, -0.14 + (n % 3) * 0.06), 1, 1.25)


def bicycle(c: Canvas, x: float, y: float, size: float = 1, colour=DELFT) -> None:
    """A bicycle with its wheels on y; x is the hub of the rear one."""
    r = 38 * size
    for wheel in (x, x + 104 * size):
        c.disc(wheel, y - r, r, INK)
        c.disc(wheel, y - r, r - 5 * size, PAPER)
        c.disc(wheel, y - r, 4 * size, INK)
    saddle, head, crank = (
        (x + 26 * size, y - 92 * size),
        (x + 84 * size, y - 96 * size),
        (x + 44 * size, y - r),
    )
    for line in (
        [(x, y - r), saddle, crank, (x, y - r)],
        [crank, head, saddle],
        [head, (x + 104 * size, y - r)],
    ):
        c.line(line, 6 * size, colour)
    c.line(
        [(saddle[0] - 12 * size, saddle[1] - 6 * size), (saddle[0] + 14 * size, saddle[1] - 6 * size)],
        8 * size,
        INK,
    )
    c.line(
        [head, (head[0] - 4 * size, head[1] - 20 * size), (head[0] + 14 * size, head[1] - 24 * size)],
        6 * size,
        INK,
    )


def ridge(c: Canvas, y: float, height: float, length: float, colour, shift: float = 0) -> None:
    """Rolling ground from y down to the foot of the picture."""
    c.shape([*wave(0, c.width, y, height, length, shift), (c.width, c.height), (0, c.height)], colour)
