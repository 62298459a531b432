"""A small house with a lit window and smoke."""

from __future__ import annotations

import numpy as np

from articover.generate.illustrator.compose.drawing import Drawing, Mark
from articover.generate.illustrator.compose.forms.curves import circle, gouge, polygon, rectangle, tapered

SHOWS = frozenset({"house", "cottage", "cabin"})
NOT = frozenset[str]()
STANCE = (
    "alone",
    "tiny",
)
TALL = 2.6
EAST_TOO = False


def draw(rng: np.random.Generator, detail: float) -> list[Mark]:
    d = Drawing(1.0)
    d.shape(polygon([(-0.38, 0.0), (-0.38, -0.42), (0.38, -0.42), (0.38, 0.0)]), "light", 0.6)
    d.cut(polygon([(0.1, 0.0), (0.1, -0.42), (0.38, -0.42), (0.38, 0.0)]), "middle", 0.6)
    d.shape(polygon([(-0.47, -0.38), (-0.3, -0.8), (0.3, -0.8), (0.47, -0.38)]), "dark", 0.62)
    for row in range(4):
        y = -0.72 + 0.09 * row
        half = 0.31 + 0.033 * row
        for step in range(7):
            x = -half + 0.05 + step * (2 * half - 0.1) / 6 + float(rng.uniform(-0.01, 0.01))
            d.cut(gouge([(x - 0.035, y), (x, y + 0.008), (x + 0.035, y)], 0.01), "middle", 0.62)
    d.shape(polygon([(0.12, -0.76), (0.12, -0.93), (0.22, -0.93), (0.22, -0.76)]), "dark", 0.6)
    d.shape(rectangle(0.105, -0.95, 0.235, -0.92), "dark", 0.61)
    d.shape(tapered([(0.17, -0.96), (0.2, -1.06), (0.13, -1.14), (0.24, -1.26)], [0.02, 0.05, 0.06, 0.0]), "far", 0.5)
    d.cut(rectangle(-0.3, -0.32, -0.14, -0.14), "accent", 0.6)
    for x in (-0.3, -0.22, -0.14):
        d.cut(rectangle(x - 0.008, -0.325, x + 0.008, -0.135), "dark", 0.6)
    for y in (-0.32, -0.23, -0.14):
        d.cut(rectangle(-0.308, y - 0.007, -0.132, y + 0.007), "dark", 0.6)
    d.cut(rectangle(-0.06, -0.29, 0.06, 0.0), "dark", 0.6)
    d.cut(circle(0.035, -0.14, 0.01), "accent", 0.6)
    d.cut(rectangle(0.19, -0.3, 0.3, -0.16), "dark", 0.6)
    return d.marks
