"""A crescent moon."""

from __future__ import annotations

import numpy as np

from articover.generate.illustrator.compose.drawing import Drawing, Mark
from articover.generate.illustrator.compose.forms.curves import circle, inside, without

SHOWS = frozenset({"moon", "crescent_moon"})
NOT = frozenset[str]()
STANCE = ("alone",)
EAST_TOO = True


def draw(rng: np.random.Generator, detail: float) -> list[Mark]:
    d = Drawing(1.0)
    disc = circle(0.0, -0.5, 0.5)
    d.shape(disc, "far", 0.5)
    lit = without(disc, circle(0.26, -0.58, 0.44))
    d.shape(lit, "light", 0.6)
    for x, y, r in (
        (-0.3, -0.42, 0.05),
        (-0.2, -0.24, 0.035),
        (-0.36, -0.62, 0.028),
        (0.0, -0.1, 0.03),
        (-0.26, -0.56, 0.018),
    ):
        d.cut(inside(without(circle(x, y, r), circle(x + 0.4 * r, y - 0.3 * r, r)), lit), "middle", 0.6)
    return d.marks
