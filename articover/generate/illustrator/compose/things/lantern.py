"""A hand lantern, lit."""

from __future__ import annotations

import numpy as np

from articover.generate.illustrator.compose.drawing import Drawing, Mark
from articover.generate.illustrator.compose.forms.curves import blob, circle, rectangle, tapered, without

SHOWS = frozenset({"lantern", "lamp"})
NOT = frozenset[str]()
STANCE = ("alone",)
EAST_TOO = False


def draw(rng: np.random.Generator, detail: float) -> list[Mark]:
    d = Drawing(1.0)
    d.shape(without(circle(0.0, -0.86, 0.14), circle(0.0, -0.86, 0.11)), "dark", 0.6)
    d.shape(blob([(-0.11, -0.79), (0.0, -0.84), (0.11, -0.79), (0.17, -0.7), (-0.17, -0.7)]), "dark", 0.7)
    d.shape(rectangle(-0.21, -0.71, 0.21, -0.67), "dark", 0.7)
    glass = blob(
        [
            (-0.17, -0.67),
            (-0.17, -0.67),
            (-0.21, -0.4),
            (-0.17, -0.14),
            (-0.17, -0.14),
            (0.17, -0.14),
            (0.17, -0.14),
            (0.21, -0.4),
            (0.17, -0.67),
            (0.17, -0.67),
        ]
    )
    d.shape(glass, "accent", 0.68)
    d.cut(
        blob([(0.0, -0.56), (0.085, -0.36), (0.07, -0.24), (0.0, -0.19), (-0.07, -0.24), (-0.085, -0.36)]),
        "light",
        0.68,
    )
    d.cut(tapered([(0.0, -0.2), (0.0, -0.14)], 0.03), "dark", 0.68)
    for s in (-1, 1):
        d.cut(tapered([(s * 0.17, -0.68), (s * 0.205, -0.4), (s * 0.17, -0.13)], 0.022), "dark", 0.7)
    for y in (-0.54, -0.27):
        d.cut(tapered([(-0.2, y), (0.0, y + 0.012), (0.2, y)], 0.014), "dark", 0.7)
    d.shape(rectangle(-0.21, -0.15, 0.21, -0.1), "dark", 0.7)
    d.shape(
        blob(
            [
                (-0.18, -0.1),
                (-0.18, -0.1),
                (-0.23, -0.04),
                (-0.24, 0.0),
                (-0.24, 0.0),
                (0.24, 0.0),
                (0.24, 0.0),
                (0.23, -0.04),
                (0.18, -0.1),
                (0.18, -0.1),
            ]
        ),
        "dark",
        0.7,
    )
    return d.marks
