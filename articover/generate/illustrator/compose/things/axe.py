"""An axe, upright, its edge bright."""

from __future__ import annotations

import numpy as np

from articover.generate.illustrator.compose.drawing import Drawing, Mark
from articover.generate.illustrator.compose.forms.curves import blob, gouge, inside, tapered

SHOWS = frozenset({"axe"})
NOT = frozenset({"battle_axe"})
STANCE = (
    "alone",
    "upright",
)
EAST_TOO = True
WIDTH = 0.16


def draw(rng: np.random.Generator, detail: float) -> list[Mark]:
    d = Drawing(1.0)
    d.shape(tapered([(0.03, 0.0), (0.0, -0.2), (0.01, -0.6), (0.0, -1.0)], [0.07, 0.05, 0.045, 0.05]), "second", 0.7)
    d.cut(gouge([(0.03, -0.06), (0.01, -0.3), (0.014, -0.62)], 0.012), "dark", 0.7)
    head = blob(
        [
            (-0.06, -0.93),
            (-0.06, -0.78),
            (0.06, -0.76),
            (0.2, -0.7),
            (0.31, -0.6),
            (0.38, -0.68),
            (0.41, -0.85),
            (0.37, -1.0),
            (0.31, -1.08),
            (0.2, -0.99),
            (0.06, -0.94),
        ]
    )
    d.shape(head, "dark", 0.72)
    edge = inside(
        blob(
            [
                (0.3, -0.57),
                (0.45, -0.66),
                (0.48, -0.86),
                (0.42, -1.04),
                (0.3, -1.12),
                (0.36, -0.98),
                (0.37, -0.84),
                (0.35, -0.7),
            ]
        ),
        head,
    )
    d.cut(edge, "light", 0.72)
    d.cut(gouge([(0.0, -0.9), (0.1, -0.9), (0.22, -0.94)], 0.016), "middle", 0.72)
    return d.marks
