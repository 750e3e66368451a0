"""Covers of groups that learn, talk and have fun."""

from __future__ import annotations

import math

from kring.demo.crowd import number
from kring.demo.pictures.brush import DELFT, INK, MARIGOLD, PAPER, Canvas, bezier, shade
from kring.demo.pictures.things import (
    BRICK,
    GRASS,
    STEEL,
    WOOD,
    bicycle,
    clouds,
    ridge,
)  # fmt: skip

W, H = 1280, 320
SKY, LIGHT = (0.80, 0.06, 250), (0.94, 0.03, 85)


def draad() -> Canvas:
    """Cables that all end in one socket."""
    c = Canvas(W, H, (0.30, 0.05, 262), (0.38, 0.07, 262))
    inks = (MARIGOLD, (0.72, 0.10, 200), (0.75, 0.12, 20), PAPER, (0.76, 0.13, 140))
    for n in range(13):
        y = 12 + n * 25
        c.curve((0, y), (400, y), (500, 320 - y), (860, 100 + n * 10), 6, inks[n % 5], 40)
    c.box(850, 84, 150, 150, PAPER, 20)
    c.disc(925, 159, 54, (0.90, 0.01, 262))
    for x in (905, 945):
        c.disc(x, 159, 9, INK)
    return c


def letters() -> Canvas:
    c = Canvas(W, H, (0.96, 0.02, 90))
    for n, word in enumerate("conform derhalve onverlet indien zodoende krachtens voornoemd".split()):
        x, y = 60 + n % 4 * 310, 62 + n // 4 * 190
        c.words(x, y, word, 44, shade(INK, 0.5), "lm")
        c.line([(x - 8, y + 4), (x + 24 * len(word), y - 4)], 6, (0.62, 0.18, 25))
    c.words(640, 160, "gewoon", 96, DELFT)
    return c


def tafel() -> Canvas:
    c = Canvas(W, H, shade(MARIGOLD, 0.1, 0.5), shade(MARIGOLD, 0.02, 0.6))
    c.disc(640, 250, 430, shade(WOOD, 0.12), 1, 0.34)
    for n in range(10):
        a = math.radians(198 + n * 16)
        x, y = 640 + math.cos(a) * 520, 290 + math.sin(a) * 190
        c.disc(x, y - 30, 26, ((0.72, 0.07, 60), (0.50, 0.06, 45), (0.82, 0.05, 70))[n % 3])
        c.box(x - 40, y, 80, 74, (DELFT, BRICK, (0.5, 0.1, 150), INK)[n % 4], 30)
    for n in range(6):
        c.disc(380 + n * 104, 246 + n % 2 * 26, 15, PAPER, 1, 0.6)
    return c


def stemmen() -> Canvas:
    c = Canvas(W, H, shade(DELFT, 0.06), shade(DELFT, -0.08))
    for n in range(14):
        x, tall = 50 + n * 92, 96 + number("hand", n) % 120
        skin = ((0.74, 0.07, 60), (0.50, 0.06, 45), (0.82, 0.05, 70), (0.62, 0.07, 55))[n % 4]
        c.box(x - 22, 320 - tall, 44, tall, (MARIGOLD, PAPER, BRICK)[n % 3], 12)
        c.disc(x, 320 - tall - 12, 24, skin)
        for k in range(4):
            c.line(
                [(x - 15 + k * 10, 320 - tall - 18), (x - 17 + k * 11.5, 320 - tall - 52 + abs(k - 1.5) * 5)],
                9,
                skin,
            )
        c.line([(x + 18, 320 - tall - 6), (x + 36, 320 - tall - 26)], 9, skin)
    return c


def boeken() -> Canvas:
    c = Canvas(W, H, (0.36, 0.05, 45), (0.30, 0.05, 45))
    x = 20
    n = 0
    inks = (DELFT, BRICK, MARIGOLD, (0.45, 0.09, 150), PAPER, (0.5, 0.12, 350))
    while x < W - 30:
        pick = number("book", n)
        w, h = 26 + pick % 30, 170 + pick // 9 % 90
        c.box(x, 290 - h, w, h, inks[pick // 77 % 6], 3)
        c.box(x + 4, 290 - h + 22, w - 8, 7, shade(inks[pick // 77 % 6], 0.18 if n % 2 else -0.16))
        x += w + 4 + (60 if n == 15 else 0)
        n += 1
    c.box(0, 290, W, 30, shade(WOOD, -0.08))
    return c


def fiets() -> Canvas:
    c = Canvas(W, H, (0.82, 0.06, 235), (0.95, 0.03, 95))
    clouds(c, 17, 6, 90)
    ridge(c, 252, 3, 190, shade(GRASS, 0.04))
    c.box(0, 284, W, 36, shade(STEEL, 0.16))
    for n, (x, s) in enumerate(((110, 1.2), (400, 1), (660, 1.3), (960, 1.1))):
        bicycle(c, x, 300, s, (DELFT, MARIGOLD, BRICK, (0.5, 0.1, 150))[n])
    return c


def vlaggen() -> Canvas:
    c = Canvas(W, H, (0.62, 0.14, 350), (0.72, 0.12, 40))
    for row in range(3):
        line = [
            bezier(
                (-20, 30 + row * 70),
                (380, 150 + row * 70),
                (900, 150 + row * 70),
                (1300, 30 + row * 70),
                n / 26,
            )
            for n in range(27)
        ]
        c.line(line, 3, PAPER)
        for n, (x, y) in enumerate(line[:-1]):
            c.shape(
                [(x + 3, y), (x + 40, y + 3), (x + 20, y + 44)],
                (PAPER, MARIGOLD, DELFT, (0.75, 0.12, 190))[(n + row) % 4],
            )
    return c


def wereld() -> Canvas:
    c = Canvas(W, H, shade(DELFT, 0.3, 0.6), shade(DELFT, 0.44, 0.4))
    for n in range(16):
        pick = number("circle", n)
        x, y, r = 40 + n * 80, 60 + pick % 210, 34 + pick // 99 % 52
        c.disc(x, y, r, (MARIGOLD, PAPER, BRICK, (0.7, 0.11, 190), GRASS, DELFT)[n % 6], 0.72)
    for n, word in enumerate(("hoi", "hello", "salaam", "selam", "zdravo", "ni hao", "merhaba")):
        c.words(110 + n * 176, 90 + number("word", n) % 140, word, 38, INK)
    return c


def slingers() -> Canvas:
    c = Canvas(W, H, (0.28, 0.05, 300), (0.36, 0.08, 320))
    for row in range(2):
        points = [
            bezier(
                (-10, 20 + row * 70),
                (420, 150 + row * 90),
                (860, 150 + row * 90),
                (1290, 20 + row * 70),
                n / 22,
            )
            for n in range(23)
        ]
        c.line(points, 2.5, shade(STEEL, 0.1))
        for n, (x, y) in enumerate(points):
            c.disc(x, y + 12, 24, shade(MARIGOLD, 0.05), 0.22)
            c.disc(x, y + 12, 10, (shade(MARIGOLD, 0.1), (0.8, 0.12, 20), (0.82, 0.1, 190))[n % 3])
    c.disc(640, 300, 120, STEEL, 1, 0.3)
    c.disc(640, 294, 108, shade(STEEL, -0.12), 1, 0.3)
    for n in range(-3, 4):
        c.line([(640 + n * 26, 270 + abs(n) * 3), (640 + n * 26, 318)], 5, shade(STEEL, 0.06))
    return c


COVERS = {
    f"cover-{draw.__name__}": draw
    for draw in (draad, letters, tafel, stemmen, boeken, fiets, vlaggen, wereld, slingers)
}
