"""An hourglass in a turned frame, more sand below than above."""

from __future__ import annotations

import numpy as np

from articover.generate.illustrator.compose.drawing import Drawing, Mark
from articover.generate.illustrator.compose.forms.curves import circle, curve, gathered, polygon, rectangle, tapered

SHOWS = frozenset({"hourglass"})
NOT = frozenset[str]({})
STANCE = (
    "alone",
    "upright",
)
EAST_TOO = True


def draw(rng: np.random.Generator, detail: float) -> list[Mark]:
    d = Drawing(1.0)
    for x in (-0.24, 0.24):
        post = [(x, -0.93), (x, -0.8), (x, -0.66), (x, -0.5), (x, -0.34), (x, -0.2), (x, -0.07)]
        d.shape(tapered(post, [0.03, 0.06, 0.03, 0.05, 0.03, 0.06, 0.03], 8), "second", 0.64)
        d.cut(gathered([tapered([(x - 0.03, y), (x + 0.03, y)], 0.012) for y in (-0.8, -0.5, -0.2)]), "dark", 0.65)
    side = [
        (0.175, -0.91), (0.19, -0.8), (0.165, -0.68), (0.09, -0.585), (0.026, -0.53), (0.02, -0.5), (0.026, -0.47),
        (0.09, -0.415), (0.165, -0.32), (0.19, -0.2), (0.175, -0.09),
    ]  # fmt: skip
    right = curve(side, 6)
    glass = polygon(np.concatenate([right, (right * np.array((-1, 1)))[::-1]]))
    d.shape(glass, "light", 0.66)
    top = curve([(0.152, -0.66), (0.09, -0.585), (0.024, -0.53), (0.012, -0.5)], 6)
    surface = [(-0.152, -0.66), (-0.06, -0.625), (0.0, -0.61), (0.06, -0.625), (0.152, -0.66)]
    d.shape(polygon(np.concatenate([curve(surface, 5), top, (top * np.array((-1, 1)))[::-1]])), "accent", 0.67)
    pile = curve([(-0.182, -0.19), (-0.1, -0.27), (0.0, -0.335), (0.1, -0.27), (0.182, -0.19)], 7)
    d.shape(polygon(np.concatenate([pile, [(0.175, -0.09), (-0.175, -0.09)]])), "accent", 0.67)
    d.shape(tapered([(0.0, -0.53), (0.0, -0.3)], 0.012), "accent", 0.67)
    d.cut(polygon(np.concatenate([pile[14:], [(0.175, -0.09), (0.03, -0.09)]])), "dark", 0.68)
    grains = [circle(float(rng.uniform(-0.13, 0.03)), float(rng.uniform(-0.17, -0.11)), 0.006) for _ in range(14)]
    d.cut(gathered(grains), "dark", 0.68)
    shines = [
        tapered([(-0.145, -0.86), (-0.155, -0.78), (-0.12, -0.68)], [0.004, 0.022, 0.004]),
        tapered([(-0.12, -0.36), (-0.15, -0.28), (-0.15, -0.22)], [0.004, 0.02, 0.004]),
    ]  # fmt: skip
    d.cut(gathered(shines), "far", 0.69)
    for low, high in ((-0.08, 0.0), (-1.0, -0.92)):
        d.shape(rectangle(-0.31, low, 0.31, high), "dark", 0.7)
        d.shape(
            rectangle(-0.27, low - 0.018 if low > -0.5 else high, 0.27, low if low > -0.5 else high + 0.018),
            "second",
            0.7,
        )
        d.cut(tapered([(-0.29, low + 0.025), (0.29, low + 0.025)], 0.01), "middle", 0.71)
    return d.marks
