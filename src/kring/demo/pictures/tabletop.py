"""Photographs that people in Waterveen took inside."""

from __future__ import annotations

from kring.demo.crowd import number
from kring.demo.pictures.brush import DELFT, INK, MARIGOLD, PAPER, Canvas, bezier, shade
from kring.demo.pictures.things import (
    CARTON,
    GRASS,
    RED,
    STEEL,
    WOOD,
    carton,
    plant,
)  # fmt: skip

W, H = 1000, 640


def koffiemachine() -> Canvas:
    c = Canvas(W, H, (0.93, 0.02, 200))
    for row in range(5):
        for column in range(9):
            c.box(column * 118 + 4, row * 100 + 4, 110, 92, shade((0.93, 0.02, 200), 0.03), 4)
    c.fade(0, 500, W, 140, shade(WOOD, 0.16), WOOD)
    c.box(320, 96, 360, 424, shade(INK, 0.08), 22)
    c.box(344, 120, 312, 116, INK, 12)
    c.box(362, 138, 276, 80, (0.42, 0.10, 150), 6)
    c.words(500, 166, "MELK OP", 34, (0.92, 0.12, 145))
    c.words(500, 202, "LAIT FINI · NO MILK", 17, (0.92, 0.12, 145))
    for n in range(3):
        c.disc(390 + n * 110, 274, 20, shade(MARIGOLD, 0.02) if n == 1 else STEEL)
    c.box(372, 320, 256, 172, shade(INK, 0.02), 14)
    c.box(464, 320, 72, 34, STEEL, 8)
    c.shape([(448, 410), (552, 410), (540, 486), (460, 486)], PAPER)
    c.disc(566, 444, 22, PAPER)
    c.disc(566, 444, 12, shade(INK, 0.02))
    c.box(372, 488, 256, 12, STEEL, 4)
    for x, d in ((478, 1), (512, -1)):
        c.curve((x, 400), (x + 16 * d, 386), (x - 16 * d, 374), (x, 358), 5, shade(STEEL, 0.26))
    c.shape([(720, 300), (850, 292), (856, 396), (726, 404)], shade(MARIGOLD, 0.12, 0.8))
    c.words(788, 332, "NIET", 28, INK)
    c.words(788, 366, "SLAAN", 28, INK)
    return c


def dozen() -> Canvas:
    c = Canvas(W, H, (0.94, 0.015, 90), (0.88, 0.02, 85))
    c.fade(0, 500, W, 140, shade(WOOD, 0.22), shade(WOOD, 0.1))
    for x, y, w, h in (
        (150, 560, 260, 190),
        (420, 570, 330, 260),
        (200, 372, 200, 150),
        (450, 312, 250, 170),
        (770, 560, 150, 120),
    ):
        carton(c, x, y, w, h, shade(CARTON, (x % 3) * 0.02 - 0.02))
    c.words(585, 440, "2 VAN 2", 40, INK)
    plant(c, 300, 224, 0.9)
    return c


def taart() -> Canvas:
    c = Canvas(W, H, (0.86, 0.05, 20), (0.94, 0.03, 60))
    for n in range(11):
        x = 30 + n * 94
        c.shape([(x, 40), (x + 70, 40), (x + 35, 104)], (DELFT, MARIGOLD, RED, GRASS)[n % 4])
    c.line([(0, 40), (W, 40)], 5, INK)
    c.fade(0, 520, W, 120, shade(WOOD, 0.2), WOOD)
    c.disc(500, 540, 330, PAPER, 1, 0.16)
    c.box(250, 360, 500, 180, (0.78, 0.08, 60), 24)
    c.box(250, 350, 500, 62, PAPER, 26)
    for n in range(9):
        c.disc(278 + n * 56, 408, 26, PAPER)
    for n in range(24):
        x = 274 + n * 19.6
        tall = 56 + n * 7 % 20
        c.line([(x, 352), (x, 352 - tall)], 7, (DELFT, RED, GRASS)[n % 3])
        c.disc(x, 352 - tall - 14, 7, MARIGOLD, 1, 1.7)
    c.words(500, 476, "60", 84, RED)
    return c


def nietmachine() -> Canvas:
    c = Canvas(W, H, shade(WOOD, -0.1), shade(WOOD, -0.16))
    for n in range(7):
        c.box(0, 60 + n * 92, W, 80, shade(WOOD, 0.06 + n % 2 * 0.03))
    c.shape(
        [bezier((60, 470), (300, 120), (700, 120), (960, 420), n / 20) for n in range(21)],
        shade(GRASS, -0.06),
    )
    c.line([(60, 470), (960, 420)], 6, shade(GRASS, -0.18))
    c.box(210, 430, 560, 44, shade(RED, -0.16), 16)
    c.box(240, 396, 500, 34, STEEL, 8)
    c.shape(
        [bezier((216, 400), (230, 290), (560, 270), (770, 372), n / 20) for n in range(21)]
        + [(770, 404), (216, 404)],
        RED,
    )
    c.line(
        [bezier((262, 352), (330, 310), (520, 306), (650, 346), n / 16) for n in range(17)],
        10,
        shade(RED, 0.14, 0.7),
    )
    c.disc(250, 400, 22, shade(INK, 0.1))
    c.words(480, 452, "HZ", 34, (0.66, 0.2, 10))
    return c


def losgeld() -> Canvas:
    c = Canvas(W, H, shade(WOOD, 0.12), shade(WOOD, 0.02))
    c.shape([(150, 70), (860, 40), (880, 580), (130, 600)], PAPER)
    inks = (DELFT, RED, INK, (0.42, 0.1, 150), shade(MARIGOLD, -0.2))
    for row, text in enumerate(("WIJ HEBBEN HEM", "HIJ MAAKT", "HET GOED", "6 APPELFLAPPEN")):
        width = 46
        x = 505 - len(text) * width / 2
        for n, letter in enumerate(text):
            if letter != " ":
                pick = number("letter", row, n)
                dy, tone = pick % 17 - 8, inks[pick // 17 % len(inks)]
                card = pick // 91 % 3
                paper = (shade(MARIGOLD, 0.1, 0.6), shade(DELFT, 0.46, 0.4), (0.90, 0.03, 20))[card]
                x0, y0 = x + n * width, 120 + row * 116 + dy
                c.shape([(x0 + 1, y0 + 2), (x0 + 42, y0 - 2), (x0 + 44, y0 + 62), (x0 - 1, y0 + 58)], paper)
                c.words(x0 + 22, y0 + 30, letter, 38 + pick % 10, tone)
    return c


SCENES = {
    draw.__name__.replace("_", "-"): draw for draw in (koffiemachine, dozen, taart, nietmachine, losgeld)
}
