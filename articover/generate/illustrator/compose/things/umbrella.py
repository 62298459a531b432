"""An open umbrella seen from the side."""

from __future__ import annotations

import numpy as np

from articover.generate.illustrator.compose.drawing import Drawing, Mark
from articover.generate.illustrator.compose.forms.curves import blob, gouge, inside, tapered

SHOWS = frozenset({"umbrella"})
NOT = frozenset[str]()
STANCE = ("alone",)
EAST_TOO = True


def draw(rng: np.random.Generator, detail: float) -> list[Mark]:
    d = Drawing(1.0)
    canopy = blob(
        [
            (-0.6, -0.52),
            (-0.6, -0.52),
            (-0.5, -0.76),
            (-0.26, -0.91),
            (0.0, -0.95),
            (0.26, -0.91),
            (0.5, -0.76),
            (0.6, -0.52),
            (0.6, -0.52),
            (0.4, -0.58),
            (0.2, -0.52),
            (0.2, -0.52),
            (0.0, -0.57),
            (-0.2, -0.52),
            (-0.2, -0.52),
            (-0.4, -0.58),
        ]
    )
    d.shape(canopy, "accent", 0.7)
    d.cut(inside(blob([(0.0, -0.97), (0.3, -0.9), (0.64, -0.5), (0.2, -0.5), (0.16, -0.72)]), canopy), "dark", 0.7)
    for end, bend in ((-0.2, -0.12), (0.2, 0.12)):
        d.cut(gouge([(0.0, -0.95), (bend, -0.78), (end, -0.52)], 0.014), "light", 0.7)
    d.shape(tapered([(0.0, -0.94), (0.0, -1.0)], [0.024, 0.01]), "dark", 0.7)
    d.shape(
        tapered(
            [(0.0, -0.56), (0.0, -0.12), (0.03, -0.03), (0.1, -0.01), (0.14, -0.09)], [0.024, 0.024, 0.03, 0.034, 0.03]
        ),
        "dark",
        0.65,
    )
    return d.marks
