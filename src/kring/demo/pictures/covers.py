"""Covers of groups that work on something: wide, quiet, and of the same few colours."""

from __future__ import annotations

import math

from kring.demo.crowd import number
from kring.demo.pictures.brush import DELFT, INK, MARIGOLD, PAPER, Canvas, bezier, shade, wave
from kring.demo.pictures.things import (
    BRICK,
    GRASS,
    WATER,
    WOOD,
    bicycle,
    carton,
    clouds,
    gables,
    heron,
    plant,
    ridge,
    water,
    willow,
)  # fmt: skip

W, H = 1280, 320
SKY, LIGHT = (0.80, 0.06, 250), (0.94, 0.03, 85)


def haven() -> Canvas:
    c = Canvas(W, H, SKY, LIGHT)
    clouds(c, 2, 4, 60)
    gables(c, 226, W, 11, 0.78)
    c.box(0, 222, W, 12, (0.70, 0.02, 80))
    water(c, 234, H)
    for x, colour in ((220, DELFT), (860, BRICK)):
        c.shape([(x, 246), (x + 170, 246), (x + 140, 280), (x + 26, 280)], colour)
        c.box(x + 44, 222, 70, 26, PAPER, 4)
        c.line([(x + 130, 246), (x + 130, 130)], 4, INK)
        c.shape([(x + 130, 134), (x + 166, 146), (x + 130, 158)], MARIGOLD)
    return c


def balie() -> Canvas:
    c = Canvas(W, H, shade(DELFT, 0.42, 0.3), shade(DELFT, 0.3, 0.4))
    for n in range(6):
        x = 60 + n * 208
        c.box(x, 66, 150, 150, shade(DELFT, 0.5, 0.2), 16)
        c.box(x + 52, 30, 46, 30, DELFT, 8)
        c.words(x + 75, 45, str(n + 1), 20, PAPER)
        c.disc(x + 75, 146, 28, ((0.72, 0.07, 60), (0.52, 0.06, 50), (0.80, 0.06, 70))[n % 3])
        c.box(x + 36, 176, 78, 60, (MARIGOLD, BRICK, DELFT, GRASS)[n % 4], 26)
    c.fade(0, 216, W, 104, shade(WOOD, 0.18), shade(WOOD, 0.04))
    return c


def tegels() -> Canvas:
    """Delft blue tiles, each with its own ornament."""
    c = Canvas(W, H, (0.95, 0.012, 240))
    for row in range(4):
        for column in range(16):
            x, y, pick = column * 80, row * 80, number("tile", row, column)
            c.box(x + 2, y + 2, 76, 76, (0.965, 0.008, 220), 2)
            for cx, cy in ((2, 2), (78, 2), (2, 78), (78, 78)):
                c.disc(x + cx, y + cy, 11, shade(DELFT, 0.12))
            _ornament(c, x + 40, y + 40, pick % 5, shade(DELFT, pick // 5 % 3 * 0.06))
    return c


def _ornament(c: Canvas, x, y, sort, colour) -> None:
    if sort == 0:
        for n in range(6):
            a = n * math.pi / 3
            c.disc(x + math.cos(a) * 12, y + math.sin(a) * 12, 7, colour)
        c.disc(x, y, 6, MARIGOLD)
    elif sort == 1:
        heron(c, x - 2, y + 20, 0.22, colour=shade(colour, 0.2))
    elif sort == 2:
        c.shape([(x - 22, y + 8), (x + 22, y + 8), (x + 14, y + 18), (x - 14, y + 18)], colour)
        c.shape([(x - 1, y - 24), (x + 18, y + 4), (x - 1, y + 4)], colour)
        c.shape([(x - 4, y - 16), (x - 4, y + 4), (x - 18, y + 4)], shade(colour, 0.16))
    elif sort == 3:
        c.shape([(x - 9, y + 22), (x + 9, y + 22), (x + 5, y - 6), (x - 5, y - 6)], colour)
        for n in range(4):
            a = math.radians(45 + n * 90)
            c.line([(x, y - 6), (x + math.cos(a) * 20, y - 6 + math.sin(a) * 20)], 4, shade(colour, 0.1))
    else:
        c.line([(x, y + 22), (x, y - 4)], 3.5, colour)
        c.disc(x, y - 10, 11, colour, 1, 1.2)
        c.disc(x - 10, y + 8, 7, shade(colour, 0.14), 1, 0.6)
        c.disc(x + 10, y + 12, 7, shade(colour, 0.14), 1, 0.6)


def brug() -> Canvas:
    c = Canvas(W, H, (0.86, 0.06, 60), (0.95, 0.03, 90))
    gables(c, 236, W, 21, 0.5, 0.18)
    water(c, 236, H)
    arch = [bezier((150, 262), (400, 130), (880, 130), (1130, 262), n / 40) for n in range(41)]
    under = [bezier((1060, 268), (860, 166), (420, 166), (220, 268), n / 40) for n in range(41)]
    c.shape(arch + under, shade(BRICK, -0.02))
    c.line([(x, y - 30) for x, y in arch], 5, INK)
    for x, y in arch[::2]:
        c.line([(x, y), (x, y - 30)], 3, INK)
    bicycle(c, 560, 164, 0.5, MARIGOLD)
    return c


def weide() -> Canvas:
    c = Canvas(W, H, (0.84, 0.06, 235), (0.95, 0.05, 95))
    clouds(c, 7, 5, 60)
    for n, y in enumerate((170, 210, 258)):
        ridge(c, y, 6 + n * 3, 170 + n * 40, shade(GRASS, 0.1 - n * 0.08), n * 300)
    for x, y, s in ((140, 216, 0.6), (230, 210, 0.5), (1060, 222, 0.7), (1160, 214, 0.5)):
        willow(c, x, y, s)
    for n in range(46):
        x, y = number("flower", n) % W, 232 + number("flower", n, "y") % 80
        c.disc(x, y, 4 + n % 3, (MARIGOLD, PAPER, (0.70, 0.14, 15))[n % 3])
    heron(c, 700, 262, 0.5)
    return c


def storm() -> Canvas:
    c = Canvas(W, H, (0.30, 0.05, 262), (0.52, 0.06, 250))
    for n in range(6):
        c.line(wave(0, W, 40 + n * 34, 14, 90, n * 130), 12 - n, (0.56 + n * 0.03, 0.05, 250))
    ridge(c, 270, 6, 140, (0.22, 0.04, 262))
    for n, x in enumerate((120, 330, 560, 830, 1110)):
        willow(c, x, 276, 0.8 + n % 2 * 0.3, 0.6)
    for n in range(80):
        x, y = number("rain", n, "cover") % W, number("rain", n, "cover y") % H
        c.line([(x, y), (x - 16, y + 26)], 1.4, PAPER, 0.35)
    return c


def kaart() -> Canvas:
    """A map: water, streets, plots."""
    c = Canvas(W, H, (0.95, 0.015, 95))
    for n in range(60):
        x, y = number("plot", n) % W, number("plot", n, "y") % H
        c.box(x, y, 40 + n % 5 * 14, 28 + n % 4 * 12, shade((GRASS, MARIGOLD, BRICK)[n % 3], 0.2, 0.5), 3)
    c.line(
        [bezier((-20, 250), (400, 60), (760, 400), (1300, 90), n / 40) for n in range(41)],
        62,
        shade(WATER, 0.14),
    )
    for n in range(5):
        c.line([(n * 300 - 60, -10), (n * 260 + 120, 330)], 12, PAPER)
    c.line([(-10, 96), (1290, 206)], 15, PAPER)
    for x, y in ((320, 172), (742, 200), (1020, 120)):
        c.shape([(x - 15, y - 30), (x + 15, y - 30), (x, y)], DELFT)
        c.disc(x, y - 36, 18, DELFT)
        c.disc(x, y - 36, 7, PAPER)
    return c


def dozen() -> Canvas:
    c = Canvas(W, H, (0.93, 0.03, 75), (0.88, 0.04, 70))
    c.fade(0, 262, W, 58, shade(WOOD, 0.2), shade(WOOD, 0.1))
    x = 40
    for n in range(9):
        w, h = 90 + number("box", n) % 60, 66 + number("box", n, "h") % 70
        carton(c, x, 286, w, h)
        if n % 3 == 1:
            carton(c, x + 14, 286 - h, w * 0.7, 60)
        if n == 4:
            plant(c, x + w / 2, 286 - h - 60, 0.7)
        x += w + 12
    return c


def kade() -> Canvas:
    c = Canvas(W, H, shade(DELFT, 0.36, 0.5), LIGHT)
    gables(c, 190, W, 33, 0.6)
    c.box(0, 188, W, 14, (0.70, 0.02, 80))
    for n in range(33):
        c.box(n * 40, 202, 37, 66, shade(BRICK, -0.08 + n % 3 * 0.03, 0.6), 2)
    for n in range(22):
        c.box(n * 60 + 14, 194, 18, 100, shade(WOOD, -0.06), 6)
    water(c, 268, H)
    return c


COVERS = {
    f"cover-{draw.__name__}": draw for draw in (haven, balie, tegels, brug, weide, storm, kaart, dozen, kade)
}
