"""A violin, upright."""

from __future__ import annotations

import numpy as np

from articover.generate.illustrator.compose.drawing import Drawing, Mark
from articover.generate.illustrator.compose.forms.curves import blob, circle, polygon, shaded, tapered

SHOWS = frozenset({"violin", "cello"})
NOT = frozenset[str]()
STANCE = (
    "alone",
    "upright",
)
EAST_TOO = True


def draw(rng: np.random.Generator, detail: float) -> list[Mark]:
    d = Drawing(1.0)
    body = blob(
        [
            (0.0, -0.56),
            (0.13, -0.54),
            (0.19, -0.46),
            (0.16, -0.37),
            (0.11, -0.33),
            (0.1, -0.28),
            (0.16, -0.24),
            (0.24, -0.15),
            (0.2, -0.04),
            (0.0, 0.0),
            (-0.2, -0.04),
            (-0.24, -0.15),
            (-0.16, -0.24),
            (-0.1, -0.28),
            (-0.11, -0.33),
            (-0.16, -0.37),
            (-0.19, -0.46),
            (-0.13, -0.54),
        ]
    )
    d.shape(body, "accent", 0.7)
    d.cut(shaded(body, -0.035, -0.015), "dark", 0.7)
    d.shape(polygon([(-0.028, -0.22), (-0.02, -0.86), (0.02, -0.86), (0.028, -0.22)]), "dark", 0.72)
    for s in (-1, 1):
        d.cut(
            tapered(
                [(s * 0.1, -0.35), (s * 0.07, -0.3), (s * 0.11, -0.22), (s * 0.085, -0.17)], [0.02, 0.012, 0.012, 0.022]
            ),
            "dark",
            0.7,
        )
    d.cut(polygon([(-0.07, -0.205), (0.07, -0.205), (0.055, -0.18), (-0.055, -0.18)]), "light", 0.73)
    d.cut(polygon([(-0.035, -0.12), (0.035, -0.12), (0.016, -0.01), (-0.016, -0.01)]), "dark", 0.72)
    for x in (-0.015, -0.005, 0.005, 0.015):
        d.cut(tapered([(x * 1.5, -0.1), (x, -0.87)], 0.0035), "light", 0.74)
    d.shape(tapered([(0.0, -0.85), (0.0, -0.93), (0.01, -0.98)], [0.05, 0.045, 0.06]), "dark", 0.72)
    d.cut(circle(0.005, -0.975, 0.016), "accent", 0.73)
    for index in range(4):
        s = -1 if index % 2 else 1
        d.shape(
            tapered([(0.0, -0.87 - 0.02 * index), (s * 0.075, -0.875 - 0.02 * index)], [0.018, 0.028]), "dark", 0.71
        )
    return d.marks
