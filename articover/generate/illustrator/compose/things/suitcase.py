"""An old suitcase with straps and a label."""

from __future__ import annotations

import numpy as np

from articover.generate.illustrator.compose.drawing import Drawing, Mark
from articover.generate.illustrator.compose.forms.curves import blob, gouge, inside, polygon, rectangle, without

SHOWS = frozenset({"suitcase"})
NOT = frozenset[str]()
STANCE = ("alone",)
EAST_TOO = True


def draw(rng: np.random.Generator, detail: float) -> list[Mark]:
    d = Drawing(1.0)
    d.shape(
        without(
            blob([(-0.17, -0.7), (-0.16, -0.86), (-0.08, -0.92), (0.08, -0.92), (0.16, -0.86), (0.17, -0.7)]),
            blob([(-0.115, -0.7), (-0.11, -0.82), (-0.05, -0.865), (0.05, -0.865), (0.11, -0.82), (0.115, -0.7)]),
        ),
        "dark",
        0.6,
    )
    case = polygon(
        [
            (-0.6, 0.0),
            (0.6, 0.0),
            (0.62, -0.03),
            (0.62, -0.71),
            (0.6, -0.74),
            (-0.6, -0.74),
            (-0.62, -0.71),
            (-0.62, -0.03),
        ]
    )
    d.shape(case, "accent", 0.7)
    d.cut(inside(polygon([(-0.7, 0.1), (0.7, 0.1), (0.7, -0.26), (-0.7, -0.1)]), case), "second", 0.7)
    for x in (-0.36, 0.36):
        d.cut(inside(rectangle(x - 0.055, -0.8, x + 0.055, 0.1), case), "dark", 0.7)
        d.cut(
            without(rectangle(x - 0.08, -0.46, x + 0.08, -0.34), rectangle(x - 0.05, -0.43, x + 0.05, -0.37)),
            "light",
            0.7,
        )
    for x in (-0.6, 0.5):
        for y in (-0.73, -0.12):
            d.cut(inside(polygon([(x, y), (x + 0.12, y), (x + 0.12, y + 0.12), (x, y + 0.12)]), case), "dark", 0.7)
    d.cut(polygon([(-0.17, -0.5), (0.14, -0.54), (0.16, -0.36), (-0.15, -0.32)]), "light", 0.7)
    for y in (-0.46, -0.41, -0.37):
        d.cut(gouge([(-0.11, y), (0.0, y - 0.012), (0.1, y - 0.025)], 0.012), "dark", 0.7)
    return d.marks
