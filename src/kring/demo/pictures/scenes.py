"""Photographs that people in Waterveen took outside."""

from __future__ import annotations

import math

from kring.demo.crowd import number
from kring.demo.pictures.brush import DELFT, INK, MARIGOLD, PAPER, Canvas, shade
from kring.demo.pictures.things import (
    BRICK,
    GRASS,
    STEEL,
    WATER,
    WOOD,
    bicycle,
    clouds,
    gables,
    heron,
    ridge,
    water,
    willow,
)  # fmt: skip

W, H = 1000, 640
MORNING, PEACH = (0.78, 0.07, 250), (0.90, 0.06, 70)
NIGHT = (0.24, 0.05, 265)


def roof(c: Canvas, y: float = 430) -> None:
    """The ridge of the town hall, with its tiles and its chimney."""
    tile = (0.50, 0.09, 35)
    c.box(700, y - 120, 84, 150, shade(tile, -0.08))
    c.box(690, y - 132, 104, 18, shade(tile, -0.14), 4)
    c.shape([(60, y), (W - 60, y), (W + 140, H), (-140, H)], tile)
    for row in range(6):
        top = y + 12 + row * 36
        for column in range(-2, 28):
            x = column * 40 + (row % 2) * 20 - row * 6
            c.disc(x + 20, top + 14, 17, shade(tile, -0.05 if (row + column) % 3 else 0.03), 1, 0.7)
    c.box(50, y - 12, W - 100, 20, shade(tile, -0.16), 9)


def reiger() -> Canvas:
    c = Canvas(W, H, MORNING, PEACH)
    c.disc(180, 330, 62, shade(MARIGOLD, 0.1))
    clouds(c, 3, 5, 170)
    roof(c)
    heron(c, 430, 420, 1.35)
    return c


def reiger_terug() -> Canvas:
    c = Canvas(W, H, (0.60, 0.05, 255), (0.88, 0.05, 90))
    clouds(c, 8, 9, 230, shade(STEEL, 0.08), 0.8)
    clouds(c, 9, 3, 120)
    roof(c)
    heron(c, 470, 420, 1.35, crooked=True)
    return c


def reigers() -> Canvas:
    c = Canvas(W, H, (0.74, 0.09, 245), (0.93, 0.03, 100))
    clouds(c, 12, 4, 130)
    roof(c)
    heron(c, 330, 420, 1.3)
    heron(c, 585, 420, 1.12, left=True, colour=(0.68, 0.03, 240))
    for n in range(9):
        x = 400 + number("twig", n, "nest") % 110
        c.line([(x, 418 - n % 4 * 4), (x + 46 - n * 9, 408 - n % 5 * 5)], 4, WOOD)
    return c


def storm() -> Canvas:
    c = Canvas(W, H, shade(NIGHT, -0.06), shade(NIGHT, 0.1))
    clouds(c, 5, 9, 220, shade(NIGHT, 0.12), 0.7)
    ridge(c, 520, 10, 120, shade(NIGHT, -0.06))
    c.shape([(330, 506), (1000, 380), (1000, 600)], shade(MARIGOLD, 0.1), 0.35)
    for x, lean in ((120, 0.5), (820, 0.6), (930, 0.7)):
        willow(c, x, 540, 1.5, lean)
    c.line([(420, 522), (770, 470)], 34, shade(WOOD, -0.12))
    for n in range(10):
        end = (770 + number("root", n) % 90, 404 + n * 13)
        c.line([(764, 472), end], 6, shade(WOOD, -0.14))
    c.box(150, 440, 190, 92, shade(MARIGOLD, -0.05), 12)
    c.box(262, 400, 78, 60, shade(MARIGOLD, -0.05), 10)
    c.box(280, 412, 48, 34, shade(DELFT, 0.3, 0.5), 4)
    c.disc(300, 392, 10, (0.75, 0.18, 60))
    for x in (192, 300):
        c.disc(x, 534, 24, INK)
        c.disc(x, 534, 9, STEEL)
    for n in range(90):
        x, y = number("rain", n) % W, number("rain", n, "y") % H
        c.line([(x, y), (x - 26, y + 46)], 1.6, shade(STEEL, 0.2), 0.5)
    return c


def kade() -> Canvas:
    c = Canvas(W, H, (0.80, 0.06, 245), (0.94, 0.03, 85))
    clouds(c, 21, 4, 110)
    gables(c, 390, W, 4)
    c.box(0, 388, W, 26, (0.72, 0.02, 80))
    for n in range(26):
        c.box(n * 40, 412, 36, 100, shade(BRICK, -0.1 + n % 3 * 0.02, 0.5), 2)
    for n in range(20):
        c.box(n * 52 + 8, 404, 20, 170, shade(WOOD, -0.08), 6)
    water(c, 512, H)
    for n in range(7):
        c.box(560 + n * 30, 400, 24, 190, shade(STEEL, -0.04 if n % 2 else 0.04), 3)
    c.line([(830, 404), (830, 70)], 14, MARIGOLD)
    c.line([(900, 96), (470, 70)], 10, MARIGOLD)
    c.line([(830, 44), (600, 78)], 4, INK)
    c.line([(560, 76), (560, 220)], 3, INK)
    c.box(546, 220, 28, 150, shade(WOOD, 0.05), 6)
    c.box(800, 356, 64, 50, shade(MARIGOLD, -0.08), 6)
    return c


def weide() -> Canvas:
    c = Canvas(W, H, (0.70, 0.08, 275), (0.92, 0.07, 75))
    c.disc(500, 330, 70, shade(MARIGOLD, 0.12))
    c.fade(0, 340, W, 300, shade(GRASS, 0.1, 0.8), shade(GRASS, -0.16))
    for n, x in enumerate((-900, -420, -60, 260)):
        for flip in (1, -1):
            a, b = 500 + flip * (500 - x) * 0.02, 500 + flip * (500 - x)
            c.shape(
                [(a, 340), (a + flip * 1.5, 340), (b + flip * (46 - n * 8), H), (b, H)], shade(WATER, 0.16)
            )
    for x, y, s in ((90, 388, 0.7), (196, 370, 0.5), (270, 360, 0.36), (905, 392, 0.75), (796, 370, 0.5)):
        willow(c, x, y, s)
    c.disc(500, 340, 300, (0.97, 0.03, 80), 0.28, 0.1)
    for n in range(7):
        x, y = 330 + n * 44, 150 + abs(n - 3) * 17
        c.line([(x - 13, y - 6), (x, y), (x + 13, y - 6)], 3, INK)
    return c


def polder() -> Canvas:
    c = Canvas(W, H, (0.68, 0.05, 250), (0.88, 0.03, 230))
    clouds(c, 31, 8, 200)
    c.fade(0, 400, W, 240, shade(GRASS, 0.04), shade(GRASS, -0.14))
    c.shape([(0, 560), (W, 500), (W, 552), (0, 630)], shade(STEEL, 0.12))
    c.shape([(690, 404), (750, 404), (738, 300), (702, 300)], shade(BRICK, -0.06))
    for n in range(4):
        a = math.radians(28 + n * 90)
        c.line([(720, 306), (720 + math.cos(a) * 112, 306 + math.sin(a) * 112)], 9, PAPER)
    bicycle(c, 330, 590, 1.1)
    c.line([(360, 480), (400, 424)], 30, shade(MARIGOLD, -0.04))
    c.disc(424, 402, 19, (0.72, 0.06, 60))
    c.line([(400, 436), (434, 474)], 10, shade(MARIGOLD, -0.08))
    c.line([(360, 486), (388, 540), (372, 566)], 14, DELFT)
    for n in range(60):
        x, y = number("grass", n) % W, 430 + number("grass", n, "y") % 200
        c.line([(x, y), (x - 18, y - 16)], 2.4, shade(GRASS, -0.1 + n % 4 * 0.06))
    for n in range(9):
        x, y = number("wind", n) % 700, 90 + n * 44
        c.line([(x + 190, y), (x, y + 4)], 2, PAPER, 0.6)
    c.disc(560, 590, 20, (0.42, 0.08, 150), 1, 0.7)
    c.disc(580, 572, 11, (0.42, 0.08, 150))
    c.shape([(588, 570), (606, 575), (588, 580)], MARIGOLD)
    return c


def boom() -> Canvas:
    c = Canvas(W, H, (0.80, 0.06, 240), (0.94, 0.03, 100))
    clouds(c, 41, 4, 120)
    c.box(560, 220, 380, 220, shade(BRICK, 0.1))
    c.shape([(540, 224), (960, 224), (750, 120)], shade(BRICK, -0.08))
    for n in range(4):
        c.box(592 + n * 86, 280, 56, 84, shade(DELFT, 0.42, 0.4), 4)
    ridge(c, 430, 8, 150, GRASS)
    c.shape([(130, 520), (330, 520), (310, 440), (150, 440)], WOOD)
    c.disc(230, 440, 80, shade(WOOD, 0.2), 1, 0.28)
    for r in (60, 42, 24, 9):
        c.disc(230, 440, r, shade(WOOD, 0.12 if r in (60, 24) else 0.2), 1, 0.28)
    c.line([(470, 550), (470, 436)], 7, shade(WOOD, -0.05))
    c.line([(496, 552), (496, 452)], 8, shade(WOOD, 0.1))
    for x, y in ((448, 446), (494, 436), (470, 418), (452, 470), (490, 466)):
        c.disc(x, y, 17, shade(GRASS, -0.1), 1, 0.8)
    c.disc(470, 556, 62, shade(WOOD, -0.1), 1, 0.22)
    return c


SCENES = {
    draw.__name__.replace("_", "-"): draw
    for draw in (reiger, reiger_terug, reigers, storm, kade, weide, polder, boom)
}
