"""Photographs of two days out: the bridge that opened, and a walk along the polder. Each is a place, a light and what stood there."""

from __future__ import annotations

from functools import partial

from kring.demo.pictures.brush import DELFT, INK, MARIGOLD, PAPER, Canvas, shade
from kring.demo.pictures.things import (
    BRICK,
    GRASS,
    STEEL,
    bicycle,
    clouds,
    gables,
    heron,
    ridge,
    water,
    willow,
)

W, H, TALL = 1000, 680, 1240
MORNING = (0.80, 0.05, 240), (0.94, 0.05, 75)
NOON = (0.72, 0.09, 240), (0.92, 0.04, 225)
EVENING = (0.55, 0.10, 290), (0.86, 0.11, 55)


def bridge(light, seed: int, height: int = H, open: float = 0, walkers: int = 0, bikes: int = 0) -> Canvas:
    """The lift bridge over the canal, `open` from 0 to 1, with who goes over it."""
    c = Canvas(W, height, *light)
    clouds(c, seed, 5, 150)
    gables(c, height - 270, W, seed)
    water(c, height - 270, height)
    deck = height - 190
    for x in (250, 700):
        c.box(x, deck - 230, 22, 250, PAPER, 4)
    c.box(236, deck - 250, 500, 20, PAPER, 6)
    c.line([(272, deck), (700, deck - 260 * open)], 22, shade(BRICK, -0.08))
    c.line([(700, deck - 232), (690, deck - 260 * open)], 4, INK)
    c.box(0, deck, 272, 24, shade(STEEL, 0.05))
    c.box(700, deck, 300, 24, shade(STEEL, 0.05))
    for n in range(walkers):
        x = 40 + n * 83 % 640
        c.line([(x, deck - 8), (x, deck - 46)], 20, (DELFT, MARIGOLD, BRICK, shade(GRASS, -0.1))[n % 4])
        c.disc(x, deck - 62, 11, (0.76, 0.06, 60))
    for n in range(bikes):
        bicycle(c, 120 + n * 210, deck - 4, 0.62, (MARIGOLD, DELFT, BRICK)[n % 3])
    return c


def polder(light, seed: int, height: int = H, birds: int = 0, trees: int = 4, path: bool = False) -> Canvas:
    """Meadow, a ditch, willows, and herons where somebody stood still long enough."""
    c = Canvas(W, height, *light)
    clouds(c, seed, 6, 190)
    ridge(c, height - 290, 10, 170, shade(GRASS, -0.04))
    c.fade(0, height - 280, W, 280, shade(GRASS, 0.08), shade(GRASS, -0.14))
    water(c, height - 120, height - 40)
    if path:
        c.shape([(480, height - 280), (520, height - 280), (720, height), (380, height)], (0.82, 0.03, 80))
    for n in range(trees):
        willow(c, 90 + (seed * 61 + n * 233) % 860, height - 240 + n * 14, 0.55 + n * 0.16)
    for n in range(birds):
        heron(c, 240 + n * 260, height - 96, 0.9 - n * 0.12, crooked=bool(n % 2))
    return c


SCENES = {
    "brug-dicht": partial(bridge, MORNING, 11),
    "brug-lint": partial(bridge, MORNING, 12, walkers=8),
    "brug-eerste": partial(bridge, NOON, 13, walkers=3, bikes=2),
    "brug-open": partial(bridge, NOON, 14, TALL, open=0.8),
    "brug-fietsen": partial(bridge, NOON, 15, bikes=4),
    "brug-avond": partial(bridge, EVENING, 16, open=0.3, walkers=2),
    "polder-vroeg": partial(polder, MORNING, 21, path=True),
    "polder-reigers": partial(polder, NOON, 22, birds=3, trees=2),
    "polder-wilgen": partial(polder, NOON, 23, TALL, trees=6),
    "polder-avond": partial(polder, EVENING, 24, birds=1),
}
