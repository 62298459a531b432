"""An owl on a branch, facing us."""

from __future__ import annotations

import numpy as np

from articover.generate.illustrator.compose.drawing import Drawing, Mark
from articover.generate.illustrator.compose.forms.curves import blob, circle, gouge, polygon, tapered

SHOWS = frozenset({"owl"})
NOT = frozenset[str]()
STANCE = ("alone",)
EAST_TOO = True


def draw(rng: np.random.Generator, detail: float) -> list[Mark]:
    d = Drawing(1.0)
    d.shape(
        tapered([(-0.62, -0.06), (-0.2, -0.1), (0.2, -0.08), (0.64, -0.12)], [0.03, 0.06, 0.055, 0.025]), "dark", 0.6
    )
    body = blob(
        [
            (0.0, -0.98),
            (0.2, -0.95),
            (0.3, -0.8),
            (0.31, -0.55),
            (0.27, -0.3),
            (0.14, -0.12),
            (0.0, -0.08),
            (-0.14, -0.12),
            (-0.27, -0.3),
            (-0.31, -0.55),
            (-0.3, -0.8),
            (-0.2, -0.95),
        ]
    )
    d.shape(body, "dark", 0.7)
    for s in (-1, 1):
        d.shape(
            blob([(s * 0.05, -0.93), (s * 0.2, -1.03), (s * 0.29, -1.05), (s * 0.29, -0.86), (s * 0.2, -0.8)]),
            "dark",
            0.7,
        )
    d.cut(
        blob(
            [
                (0.0, -0.62),
                (0.15, -0.58),
                (0.19, -0.4),
                (0.12, -0.22),
                (0.0, -0.16),
                (-0.12, -0.22),
                (-0.19, -0.4),
                (-0.15, -0.58),
            ]
        ),
        "middle",
        0.7,
    )
    for row in range(5):
        y = -0.54 + 0.075 * row
        for step in range(-2, 3):
            x = step * 0.065 + (0.03 if row % 2 else 0.0)
            if abs(x) < 0.17 - 0.012 * row:
                d.cut(gouge([(x - 0.022, y), (x, y + 0.02), (x + 0.022, y)], 0.014), "dark", 0.7)
    for s in (-1, 1):
        d.cut(circle(s * 0.125, -0.78, 0.12), "light", 0.7)
        d.cut(circle(s * 0.125, -0.78, 0.075), "accent", 0.7)
        d.cut(circle(s * 0.12, -0.78, 0.042), "dark", 0.7)
        d.cut(circle(s * 0.12 - 0.014, -0.795, 0.012), "light", 0.7)
        for index in range(3):
            x = s * (0.25 - 0.025 * index)
            d.cut(
                gouge(
                    [
                        (x, -0.6 + 0.1 * index),
                        (x - s * 0.01, -0.46 + 0.1 * index),
                        (x - s * 0.05, -0.34 + 0.08 * index),
                    ],
                    0.02,
                ),
                "middle",
                0.7,
            )
        for toe in (-0.045, 0.0, 0.045):
            d.shape(tapered([(s * 0.1 + toe, -0.11), (s * 0.1 + toe, -0.05)], [0.035, 0.022]), "accent", 0.75)
    d.cut(polygon([(-0.04, -0.76), (0.04, -0.76), (0.0, -0.64)]), "accent", 0.72)
    return d.marks
