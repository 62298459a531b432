"""A tall conifer: drooping uneven boughs, lit on one side."""

from __future__ import annotations

import numpy as np

from articover.generate.illustrator.compose.drawing import Mark
from articover.generate.illustrator.compose.forms.curves import polygon

SHOWS = frozenset({"pine", "fir", "spruce", "cedar", "christmas_tree"})
NOT: frozenset[str] = frozenset()
STANCE = ("upright", "alone", "tiny")
EAST_TOO = True
WIDTH = 0.3


def draw(rng: np.random.Generator, detail: float) -> list[Mark]:
    marks: list[Mark] = [Mark(polygon([(-0.022, 0), (-0.016, -0.2), (0.016, -0.2), (0.022, 0)]), "dark", 0.7)]
    for k in range(11):
        t = k / 10
        y = -0.1 - 0.84 * t
        reach = 0.2 * (1 - t) ** 0.85 + 0.012
        for side in (-1, 1):
            r = reach * float(rng.uniform(0.82, 1.15))
            drop = 0.05 + 0.03 * (1 - t)
            bough = [
                (0, y - 0.075),
                (side * r * 0.5, y - 0.01),
                (side * r, y + drop * 0.6),
                (side * r * 0.72, y + drop * 0.42),
                (side * r * 0.55, y + drop * 0.7),
                (side * r * 0.3, y + drop * 0.3),
                (0, y + 0.03),
            ]
            marks.append(Mark(polygon(bough), "dark" if side > 0 else "middle", 0.7))
    marks.append(Mark(polygon([(-0.016, -0.9), (0, -1.0), (0.016, -0.9)]), "dark", 0.7))
    return marks
