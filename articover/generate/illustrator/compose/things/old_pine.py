"""An old pine on a rock, its trunk bent by the wind."""

from __future__ import annotations

import numpy as np

from articover.generate.illustrator.compose.drawing import Drawing, Mark
from articover.generate.illustrator.compose.forms import trees
from articover.generate.illustrator.compose.forms.curves import gathered, gouge, polygon

SHOWS = frozenset({"pine", "bonsai"})
NOT = frozenset({"christmas_tree"})
STANCE = ("alone", "tiny")
TALL = 4.0
EAST_TOO = True
EAST_ONLY = frozenset({"pine"})


def draw(rng: np.random.Generator, detail: float) -> list[Mark]:
    d = Drawing(1.0)
    trees.old_pine(d, -0.05, -0.12, 0.86, rng, depth=0.66)
    rock = [
        (-0.42, 0.0), (-0.36, -0.08), (-0.24, -0.1), (-0.2, -0.16), (-0.04, -0.19), (0.1, -0.15), (0.16, -0.09),
        (0.3, -0.06), (0.36, 0.0),
    ]  # fmt: skip
    d.shape(polygon(rock), "dark", 0.7)
    d.cut(polygon([(-0.2, -0.16), (-0.04, -0.19), (0.02, -0.12), (-0.06, -0.05), (-0.22, -0.06)]), "middle", 0.71)
    d.cut(
        gathered(
            [
                gouge([(0.12, -0.13), (0.1, -0.07), (0.18, -0.02)], 0.014),
                gouge([(-0.3, -0.07), (-0.26, -0.03), (-0.3, -0.005)], 0.012),
            ]
        ),
        "middle",
        0.71,
    )
    return d.marks
