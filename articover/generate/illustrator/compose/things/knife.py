"""A kitchen knife, point up, its edge towards the light."""

from __future__ import annotations

import numpy as np

from articover.generate.illustrator.compose.drawing import Drawing, Mark
from articover.generate.illustrator.compose.forms.curves import (
    blob,
    circle,
    curve,
    gathered,
    polygon,
    rectangle,
    tapered,
)

SHOWS = frozenset({"knife"})
NOT = frozenset[str]({})
STANCE = (
    "alone",
    "upright",
)
EAST_TOO = True


def draw(rng: np.random.Generator, detail: float) -> list[Mark]:
    d = Drawing(1.0)
    blade = np.concatenate(
        [
            curve([(-0.02, -1.0), (0.06, -0.88), (0.105, -0.68), (0.11, -0.5), (0.1, -0.36)], 8),
            [(-0.055, -0.36), (-0.05, -0.7)],
        ]
    )
    d.shape(polygon(blade), "light", 0.68)
    d.cut(polygon([(-0.02, -0.98), (-0.045, -0.7), (-0.05, -0.36), (0.02, -0.36), (0.018, -0.66)]), "far", 0.69)
    d.cut(tapered([(0.015, -0.93), (0.075, -0.7), (0.078, -0.4)], [0.0, 0.008, 0.006]), "middle", 0.69)
    d.shape(rectangle(-0.06, -0.365, 0.065, -0.325), "second", 0.7)
    handle = blob(
        [
            (-0.05, -0.33),
            (-0.05, -0.33),
            (0.055, -0.33),
            (0.055, -0.33),
            (0.05, -0.22),
            (0.06, -0.12),
            (0.07, -0.03),
            (0.02, 0.0),
            (-0.045, -0.02),
            (-0.06, -0.1),
            (-0.05, -0.22),
        ]
    )
    d.shape(handle, "dark", 0.7)
    d.cut(
        gathered([circle(0.0, -0.27, 0.015), circle(0.0, -0.17, 0.015), circle(0.005, -0.075, 0.015)]), "second", 0.71
    )
    d.cut(tapered([(-0.038, -0.3), (-0.04, -0.16), (-0.045, -0.06)], [0.004, 0.01, 0.004]), "middle", 0.71)
    return d.marks
