"""Faces of people in Waterveen, as somebody who draws would put them down: hair, glasses, a scarf, a smile."""

from __future__ import annotations

import math

from kring.demo.crowd import number
from kring.demo.pictures.brush import INK, PAPER, TWICE, Canvas, bezier, ink, shade

SIZE = 320
X, Y, WIDE, TALL = 160, 156, 56, 70  # the head: its middle, and half of its sizes
SKIN = {
    "pale": (0.87, 0.045, 60), "light": (0.83, 0.06, 62), "olive": (0.74, 0.075, 66), "tan": (0.68, 0.08, 62),
    "brown": (0.55, 0.075, 55), "dark": (0.42, 0.06, 50),
}  # fmt: skip
HAIR = {
    "black": (0.25, 0.015, 280), "brown": (0.38, 0.055, 55), "chestnut": (0.46, 0.08, 48), "blond": (0.80, 0.09, 88),
    "red": (0.60, 0.14, 45), "grey": (0.72, 0.008, 250), "white": (0.93, 0.006, 90), "sand": (0.66, 0.06, 80),
}  # fmt: skip


class Face(Canvas):
    """`look` is words: a skin, then in any order a colour of hair, a style of hair, and what else there is to see."""

    def __init__(self, key: str, look: str):
        hue = number(key, "wall") % 360
        super().__init__(SIZE, SIZE, (0.90, 0.05, hue), (0.80, 0.07, hue))
        skin, *words = look.split()
        self.skin = SKIN[skin]
        self.hair = next((HAIR[word] for word in words if word in HAIR), HAIR["brown"])
        self.cloth = (
            0.42 + number(key, "light") % 30 / 100,
            0.10,
            (hue + 120 + number(key, "shirt") % 120) % 360,
        )
        self.scarf = (0.46, 0.10, (hue + 200) % 360)
        for part in ("behind", "body", "head", "in_front"):
            for word in words if part in ("behind", "in_front") else ("",):
                if draw := getattr(self, f"{part}_{word}" if word else part, None):
                    draw()

    def webp(self) -> bytes:
        """The head and shoulders of it: a face is shown small."""
        edges = (30, 34, 290, 294)
        self.image = self.image.crop(tuple(edge * TWICE for edge in edges))
        self.width = self.height = edges[2] - edges[0]
        return super().webp()

    def arc(self, wide, tall, begin: int, end: int, y=Y) -> list[tuple[float, float]]:
        """Points along an ellipse around the head, degrees clockwise from the right."""
        turns = (math.radians(angle) for angle in range(begin, end + 1, 4))
        return [(X + wide * math.cos(turn), y + tall * math.sin(turn)) for turn in turns]

    def body(self) -> None:
        self.box(X - 24, 196, 48, 70, shade(self.skin, -0.07), 22)
        self.disc(X, 350, 118, self.cloth, 1, 0.82)
        self.shape([(X - 30, 254), (X + 30, 254), (X, 292)], shade(self.skin, -0.03))
        self.line([(X - 34, 254), (X, 294), (X + 34, 254)], 9, shade(self.cloth, 0.10))

    def head(self) -> None:
        for side in (-1, 1):
            self.disc(X + side * WIDE, Y + 6, 12, shade(self.skin, -0.05), 1, 1.3)
        self.disc(X, Y, WIDE, self.skin, 1, TALL / WIDE)
        blush = (0.65, 0.14, 25)
        for side in (-1, 1):
            self.disc(X + side * 32, Y + 26, 12, blush, 0.14, 0.8)
            self.disc(X + side * 22, Y + 2, 5, INK, 1, 1.2)
            self.curve((X + side * 13, Y - 17), (X + side * 19, Y - 22), (X + side * 27, Y - 22), (X + side * 33, Y - 15),
                       4, shade(self.hair, -0.08))  # fmt: skip
        nose = shade(self.skin, -0.13)
        self.curve((X - 2, Y + 4), (X + 8, Y + 20), (X + 5, Y + 24), (X - 4, Y + 23), 3, nose)
        self.curve(
            (X - 20, Y + 38), (X - 9, Y + 51), (X + 9, Y + 51), (X + 20, Y + 38), 4, shade(self.skin, -0.30)
        )

    def fringe(self, low: float = 24, left: int = 188, right: int = 352, peak: float = 0) -> None:
        """Hair on top: the head's upper edge, and a line over the forehead that may be higher on one side."""
        over = self.arc(WIDE + 6, TALL + 8, left, right)
        ends = over[-1], over[0]
        line = [
            bezier(ends[0], (X + 26 + peak, Y - low - 26), (X - 26 + peak, Y - low - 26), ends[1], n / 16)
            for n in range(17)
        ]
        self.shape([*over, *line], self.hair)

    def in_front_short(self) -> None:
        self.fringe(22)

    def in_front_side(self) -> None:
        self.fringe(14, peak=34)

    def in_front_quiff(self) -> None:
        self.fringe(26)
        for n in range(5):
            self.disc(X - 34 + n * 17, Y - 66 - (n % 3) * 3, 19, self.hair)

    def in_front_thin(self) -> None:
        """What is left of it, above the ears."""
        for side in (-1, 1):
            self.disc(X + side * (WIDE - 1), Y - 14, 10, self.hair, 1, 2)

    def in_front_fringe(self) -> None:
        self.fringe(-4)

    def in_front_parted(self) -> None:
        self.fringe(30, 184, 356)

    def behind_bob(self) -> None:
        self.box(X - 74, Y - 82, 148, 150, self.hair, 66)

    def behind_long(self) -> None:
        self.box(X - 76, Y - 84, 152, 210, self.hair, 70)

    def behind_bun(self) -> None:
        self.disc(X, Y - 88, 27, self.hair)
        self.disc(X, Y - 12, WIDE + 7, self.hair, 1, 1.05)

    def behind_tail(self) -> None:
        self.disc(X + 66, Y + 10, 24, self.hair, 1, 2.4)
        self.disc(X, Y - 12, WIDE + 6, self.hair, 1, 1.05)

    def behind_curls(self) -> None:
        for x, y in self.arc(68, 74, 130, 410, Y + 2)[::5]:
            self.disc(x, y, 25, self.hair)

    def in_front_curls(self) -> None:
        for x, y in self.arc(48, 62, 200, 340)[::4]:
            self.disc(x, y, 17, self.hair)

    def behind_afro(self) -> None:
        self.disc(X, Y - 26, 92, self.hair, 1, 0.96)

    def in_front_afro(self) -> None:
        self.fringe(24)

    def behind_braids(self) -> None:
        for side in (-1, 1):
            for n in range(7):
                self.disc(X + side * (66 + n % 2 * 3), Y - 10 + n * 21, 14, shade(self.hair, 0.03 * (n % 2)))

    def behind_hijab(self) -> None:
        self.box(X - 80, Y - 84, 160, 230, self.scarf, 74)

    def in_front_hijab(self) -> None:
        outer = self.arc(WIDE + 20, TALL + 14, 0, 360)
        inner = self.arc(WIDE - 6, TALL - 7, 0, 360, Y + 6)
        self.shape([*outer, *reversed(inner)], self.scarf)
        self.curve(
            (X - 62, Y + 62),
            (X - 20, Y + 96),
            (X + 20, Y + 96),
            (X + 62, Y + 50),
            5,
            shade(self.scarf, -0.10),
        )

    def in_front_cap(self) -> None:
        cap = shade(self.cloth, -0.06)
        over = self.arc(WIDE + 8, TALL + 12, 184, 356, Y - 14)
        self.shape(over, cap)
        self.box(X - 78, Y - 36, 100, 15, shade(cap, -0.08), 7)

    def in_front_beard(self) -> None:
        chin = self.arc(WIDE + 2, TALL + 6, 4, 176)
        lip = [
            bezier((X - WIDE + 2, Y + 6), (X - 30, Y + 38), (X + 30, Y + 38), (X + WIDE - 2, Y + 6), n / 16)
            for n in range(17)
        ]
        self.shape([*chin, *lip], self.hair)
        self.in_front_moustache()
        self.curve((X - 16, Y + 42), (X - 8, Y + 52), (X + 8, Y + 52), (X + 16, Y + 42), 5, (0.55, 0.10, 25))

    def in_front_stubble(self) -> None:
        chin = self.arc(WIDE, TALL, 14, 166)
        lip = [
            bezier((X - WIDE + 4, Y + 18), (X - 28, Y + 30), (X + 28, Y + 30), (X + WIDE - 4, Y + 18), n / 16)
            for n in range(17)
        ]
        self.shape([*chin, *lip], self.hair, 0.22)

    def in_front_moustache(self) -> None:
        self.curve((X - 24, Y + 37), (X - 10, Y + 28), (X + 10, Y + 28), (X + 24, Y + 37), 9, self.hair)

    def in_front_glasses(self) -> None:
        for side in (-1, 1):
            self.ring(X + side * 23, Y + 3, 18)
            self.line([(X + side * 41, Y), (X + side * (WIDE + 1), Y - 3)], 4, INK)
        self.line([(X - 6, Y + 1), (X + 6, Y + 1)], 4, INK)

    def ring(self, x, y, radius) -> None:
        corners = [(x - radius) * TWICE, (y - radius) * TWICE, (x + radius) * TWICE, (y + radius) * TWICE]
        self.pen.ellipse(corners, fill=ink(PAPER, 0.18), outline=ink(INK, 1), width=4 * TWICE)

    def in_front_earrings(self) -> None:
        for side in (-1, 1):
            self.disc(X + side * (WIDE + 3), Y + 26, 6, (0.83, 0.14, 88))
