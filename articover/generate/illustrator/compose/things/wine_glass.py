"""A glass of red wine."""

from __future__ import annotations

import numpy as np

from articover.generate.illustrator.compose.drawing import Drawing, Mark
from articover.generate.illustrator.compose.forms.curves import blob, curve, gathered, gouge, polygon, tapered

SHOWS = frozenset({"wine"})
NOT = frozenset[str]({})
STANCE = (
    "alone",
    "upright",
)
EAST_TOO = True


def draw(rng: np.random.Generator, detail: float) -> list[Mark]:
    d = Drawing(1.0)
    base = blob([(-0.22, -0.012), (-0.1, -0.04), (0.0, -0.06), (0.1, -0.04), (0.22, -0.012), (0.1, 0.0), (-0.1, 0.0)])
    d.shape(base, "middle", 0.66)
    d.shape(tapered([(0.0, -0.47), (0.0, -0.3), (0.0, -0.04)], [0.05, 0.026, 0.05]), "middle", 0.66)
    right = curve([(0.17, -1.0), (0.23, -0.85), (0.245, -0.7), (0.19, -0.55), (0.09, -0.475), (0.0, -0.455)], 8)
    d.shape(polygon(np.concatenate([right, (right * np.array((-1, 1)))[::-1]])), "middle", 0.68)
    wine = curve([(0.243, -0.74), (0.24, -0.67), (0.185, -0.56), (0.09, -0.49), (0.0, -0.47)], 8) * np.array(
        (0.955, 1.0)
    )
    d.shape(
        polygon(
            np.concatenate(
                [curve([(-0.232, -0.74), (0.0, -0.71), (0.232, -0.74)], 8), wine, (wine * np.array((-1, 1)))[::-1]]
            )
        ),
        "accent",
        0.69,
    )
    d.cut(
        polygon(
            np.concatenate(
                [
                    curve([(-0.232, -0.74), (0.0, -0.71), (0.232, -0.74)], 8),
                    curve([(0.232, -0.74), (0.0, -0.77), (-0.232, -0.74)], 8),
                ]
            )
        ),
        "second",
        0.7,
    )
    d.cut(polygon(np.concatenate([wine[2:26], [(0.1, -0.53), (0.17, -0.62)]])), "dark", 0.7)
    shine = [
        tapered([(-0.165, -0.95), (-0.2, -0.82), (-0.195, -0.66), (-0.15, -0.57)], [0.004, 0.024, 0.02, 0.004]),
        tapered([(0.14, -0.96), (0.175, -0.86)], [0.012, 0.004]), tapered([(-0.008, -0.4), (-0.006, -0.16)], 0.008),
        gouge([(-0.14, -0.016), (0.0, -0.026), (0.1, -0.018)], 0.01),
    ]  # fmt: skip
    d.cut(gathered(shine), "light", 0.71)
    d.cut(tapered([(-0.17, -0.998), (0.17, -0.998)], 0.008), "light", 0.71)
    return d.marks
