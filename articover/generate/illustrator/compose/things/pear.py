"""A pear with its leaf."""

from __future__ import annotations

import numpy as np

from articover.generate.illustrator.compose.drawing import Drawing, Mark
from articover.generate.illustrator.compose.forms.curves import blob, circle, gouge, shaded, tapered

SHOWS = frozenset({"pear"})
NOT = frozenset[str]()
STANCE = ("alone",)
EAST_TOO = True


def draw(rng: np.random.Generator, detail: float) -> list[Mark]:
    d = Drawing(1.0)
    body = blob(
        [
            (0.0, -0.86),
            (0.12, -0.82),
            (0.17, -0.66),
            (0.24, -0.46),
            (0.36, -0.28),
            (0.34, -0.1),
            (0.16, 0.0),
            (-0.14, 0.0),
            (-0.34, -0.1),
            (-0.37, -0.28),
            (-0.25, -0.46),
            (-0.17, -0.66),
            (-0.1, -0.82),
        ]
    )
    d.shape(body, "second", 0.7)
    d.cut(shaded(body, -0.08, -0.04), "dark", 0.7)
    d.cut(gouge([(-0.12, -0.72), (-0.24, -0.4), (-0.27, -0.2)], 0.05), "light", 0.7)
    for _ in range(16):
        x, y = float(rng.uniform(-0.22, 0.16)), float(rng.uniform(-0.5, -0.06))
        d.cut(circle(x, y, 0.008), "dark", 0.7)
    d.shape(tapered([(0.0, -0.83), (0.01, -0.94), (0.07, -1.0)], [0.034, 0.028, 0.04]), "dark", 0.72)
    leaf = blob([(0.03, -0.9), (0.14, -1.0), (0.3, -1.0), (0.42, -0.92), (0.26, -0.86)])
    d.shape(leaf, "middle", 0.72)
    d.cut(gouge([(0.05, -0.9), (0.2, -0.94), (0.38, -0.92)], 0.014), "dark", 0.72)
    return d.marks
