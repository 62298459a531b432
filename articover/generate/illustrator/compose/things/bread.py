"""A round loaf, scored, a slice beside it."""

from __future__ import annotations

import numpy as np

from articover.generate.illustrator.compose.drawing import Drawing, Mark
from articover.generate.illustrator.compose.forms.curves import blob, circle, tapered

SHOWS = frozenset({"bread", "bakery", "baker"})
NOT = frozenset[str]()
STANCE = ("alone",)
EAST_TOO = True


def draw(rng: np.random.Generator, detail: float) -> list[Mark]:
    d = Drawing(1.0)
    d.shape(
        blob(
            [
                (-0.72, -0.16),
                (-0.68, -0.36),
                (-0.48, -0.56),
                (-0.12, -0.66),
                (0.26, -0.62),
                (0.52, -0.46),
                (0.6, -0.22),
                (0.5, -0.04),
                (0.1, 0.0),
                (-0.4, 0.0),
                (-0.66, -0.04),
            ]
        ),
        "second",
        0.7,
    )
    d.cut(
        blob(
            [
                (-0.7, -0.12),
                (-0.4, -0.06),
                (0.1, -0.06),
                (0.56, -0.14),
                (0.5, -0.02),
                (0.1, 0.0),
                (-0.4, 0.0),
                (-0.66, -0.03),
            ]
        ),
        "dark",
        0.7,
    )
    for index in range(4):
        x = -0.42 + 0.25 * index
        line = [(x, -0.36), (x + 0.1, -0.46), (x + 0.2, -0.5 + 0.02 * index)]
        d.cut(tapered(line, [0.0, 0.06, 0.0]), "light", 0.7)
        d.cut(tapered([(px, py - 0.034) for px, py in line], [0.0, 0.016, 0.0]), "dark", 0.7)
    for _ in range(24):
        x, y = float(rng.uniform(-0.6, 0.5)), float(rng.uniform(-0.34, -0.1))
        d.cut(circle(x, y, 0.008), "light", 0.7)
    slice_ = blob(
        [
            (0.42, -0.02),
            (0.4, -0.24),
            (0.46, -0.4),
            (0.62, -0.46),
            (0.78, -0.4),
            (0.83, -0.24),
            (0.8, -0.02),
            (0.6, 0.01),
        ]
    )
    d.shape(slice_, "dark", 0.75)
    d.shape(
        blob(
            [
                (0.455, -0.05),
                (0.445, -0.24),
                (0.49, -0.36),
                (0.62, -0.41),
                (0.74, -0.36),
                (0.785, -0.24),
                (0.765, -0.05),
                (0.6, -0.03),
            ]
        ),
        "light",
        0.76,
    )
    for _ in range(9):
        d.cut(
            circle(float(rng.uniform(0.5, 0.73)), float(rng.uniform(-0.34, -0.09)), float(rng.uniform(0.006, 0.014))),
            "far",
            0.76,
        )
    return d.marks
