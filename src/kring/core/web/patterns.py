"""Covers for who has no picture: circles, drawn the same for ever from a number. The colours are the hue's, in CSS."""

from functools import lru_cache
from math import cos, pi, sin
from random import Random

from markupsafe import Markup

WIDE, HIGH = 800, 180


@lru_cache(maxsize=2_000)
def pattern(seed: int, wide: int = WIDE) -> Markup:
    """An SVG to lie behind a head, or (`wide` as high) in a thumbnail; hidden from screen readers."""
    dice = Random(seed)  # noqa: S311  for looks only
    shapes = DRAWN[seed % len(DRAWN)](dice, wide)
    return Markup(
        f'<svg class="pattern" viewBox="0 0 {wide} {HIGH}" preserveAspectRatio="xMidYMid slice" aria-hidden="true"'
        f' focusable="false">{"".join(shapes)}</svg>'
    )


def circle(x: float, y: float, r: float, look: str) -> str:
    return f'<circle cx="{x:.0f}" cy="{y:.0f}" r="{r:.0f}" class="{look}"/>'


def rings(dice: Random, wide: int):
    """Drops on water."""
    places = max(1, wide // 160)
    for place in range(places):
        x, y = (place + dice.random()) * wide / places, dice.uniform(-10, HIGH + 10)
        size = dice.uniform(14, 26)
        for step in range(1, dice.randint(3, 6)):
            yield circle(x, y, size * step, f"line tone-{step % 3}")


def circles_of_people(dice: Random, wide: int):
    """Dots in a circle, as in the logo."""
    places = max(1, wide // 200)
    for place in range(places):
        x, y = (place + dice.uniform(0.3, 0.7)) * wide / places, dice.uniform(20, HIGH - 20)
        round_, dots, turn = dice.uniform(34, 96), dice.randint(7, 11), dice.random()
        for dot in range(dots):
            angle = 2 * pi * (dot + turn) / dots
            tone = 2 if dot == 0 else dice.randint(0, 1)
            yield circle(x + round_ * cos(angle), y + round_ * sin(angle), round_ / 4, f"dot tone-{tone}")


def hills(dice: Random, wide: int):
    """Large circles that rise from below."""
    for row in range(3):
        x = dice.uniform(-60, 40)
        while x < wide + 60:
            r = dice.uniform(70, 150)
            yield circle(x, HIGH + r * (0.2 + 0.28 * row), r, f"dot tone-{row}")
            x += r * dice.uniform(1.1, 1.5)


def tiles(dice: Random, wide: int):
    """Quarters of circles, each turned its own way."""
    side = 60
    for column in range(-(-wide // side)):
        for row in range(3):
            x, y = column * side, row * side
            corner = dice.choice(((0, 0, 1), (side, 0, 0), (0, side, 0), (side, side, 1)))
            a, b = x + corner[0], y + corner[1]
            c, d = x + side - corner[0], y + side - corner[1]
            yield f'<path d="M{a} {d}A{side} {side} 0 0 {1 - corner[2]} {c} {b}L{a} {b}z" class="dot tone-{dice.randint(0, 2)}"/>'


DRAWN = (rings, circles_of_people, hills, tiles)
