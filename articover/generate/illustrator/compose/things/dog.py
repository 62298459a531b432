"""A dog that sits and waits, in profile."""

from __future__ import annotations

import numpy as np

from articover.generate.illustrator.compose.drawing import Drawing, Mark
from articover.generate.illustrator.compose.forms.curves import blob, circle, gouge, joined, shaded, tapered

SHOWS = frozenset({"dog", "puppy"})
NOT = frozenset[str]()
STANCE = ("alone",)
EAST_TOO = True


def draw(rng: np.random.Generator, detail: float) -> list[Mark]:
    d = Drawing(1.0)
    d.shape(
        tapered([(-0.24, -0.06), (-0.4, -0.04), (-0.5, -0.14), (-0.53, -0.26)], [0.07, 0.06, 0.045, 0.02]), "dark", 0.66
    )
    body = joined(
        blob(
            [
                (0.1, -0.68),
                (0.2, -0.54),
                (0.21, -0.36),
                (0.15, -0.2),
                (0.1, -0.04),
                (-0.12, 0.0),
                (-0.28, -0.02),
                (-0.31, -0.14),
                (-0.26, -0.3),
                (-0.14, -0.48),
                (-0.05, -0.64),
            ]
        ),
        tapered([(0.12, -0.42), (0.14, -0.2), (0.13, -0.02)], [0.14, 0.085, 0.07]),
        tapered([(0.11, -0.022), (0.17, -0.018), (0.22, -0.012)], [0.05, 0.05, 0.03]),
        tapered([(-0.2, -0.03), (-0.06, -0.022), (0.01, -0.02)], [0.06, 0.055, 0.03]),
    )
    d.shape(body, "dark", 0.7)
    head = blob(
        [
            (-0.06, -0.78),
            (0.0, -0.9),
            (0.1, -0.94),
            (0.2, -0.89),
            (0.27, -0.82),
            (0.4, -0.795),
            (0.44, -0.755),
            (0.42, -0.7),
            (0.28, -0.67),
            (0.14, -0.62),
            (0.0, -0.62),
        ]
    )
    d.shape(head, "dark", 0.72)
    ear = blob([(0.02, -0.9), (0.09, -0.88), (0.09, -0.74), (0.05, -0.6), (-0.04, -0.6), (-0.07, -0.72)])
    d.cut(ear, "middle", 0.73)
    d.cut(shaded(ear, -0.016, 0.012), "dark", 0.73)
    d.cut(circle(0.425, -0.775, 0.024), "light", 0.73)
    d.cut(gouge([(0.3, -0.7), (0.36, -0.715), (0.42, -0.72)], 0.012), "middle", 0.73)
    d.cut(circle(0.2, -0.825, 0.018), "light", 0.73)
    d.cut(tapered([(-0.05, -0.62), (0.07, -0.585), (0.18, -0.6)], [0.034, 0.04, 0.034]), "accent", 0.74)
    d.cut(gouge([(-0.26, -0.05), (-0.18, -0.2), (-0.06, -0.22), (-0.02, -0.1)], 0.014), "middle", 0.72)
    d.cut(gouge([(0.07, -0.36), (0.06, -0.2), (0.08, -0.06)], 0.012), "middle", 0.72)
    return d.marks
