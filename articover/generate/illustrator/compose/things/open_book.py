"""An open book seen from the front edge, its pages fanning."""

from __future__ import annotations

import numpy as np

from articover.generate.illustrator.compose.drawing import Drawing, Mark
from articover.generate.illustrator.compose.forms.curves import blob, inside, polygon, tapered

SHOWS = frozenset({"book", "diary", "manuscript"})
NOT = frozenset[str]()
STANCE = ("alone",)
EAST_TOO = True


def draw(rng: np.random.Generator, detail: float) -> list[Mark]:
    d = Drawing(1.0)
    for s in (-1, 1):
        d.shape(
            blob(
                [
                    (0.0, 0.0),
                    (0.0, 0.0),
                    (s * 0.4, -0.1),
                    (s * 0.86, -0.02),
                    (s * 0.86, -0.02),
                    (s * 0.86, -0.62),
                    (s * 0.86, -0.62),
                    (s * 0.42, -0.72),
                    (0.0, -0.58),
                    (0.0, -0.58),
                ]
            ),
            "dark",
            0.6,
        )
        page = blob(
            [
                (0.0, -0.06),
                (0.0, -0.06),
                (s * 0.38, -0.17),
                (s * 0.79, -0.09),
                (s * 0.79, -0.09),
                (s * 0.79, -0.68),
                (s * 0.79, -0.68),
                (s * 0.4, -0.78),
                (0.0, -0.64),
                (0.0, -0.64),
            ]
        )
        d.shape(page, "light", 0.65)
        d.cut(inside(polygon([(0.0, 0.1), (0.0, -0.9), (s * 0.06, -0.9), (s * 0.05, 0.1)]), page), "far", 0.65)
        for row in range(8):
            y = -0.65 + 0.065 * row
            right = s * float(rng.uniform(0.58, 0.72))
            d.cut(tapered([(s * 0.17, y - 0.045), (s * 0.42, y - 0.068), (right, y - 0.035)], 0.012), "middle", 0.65)
    return d.marks
