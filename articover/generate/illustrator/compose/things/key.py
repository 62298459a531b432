"""An old key, bow up: a ring of three loops, collar, shank, and a bit with wards."""

from __future__ import annotations

import numpy as np

from articover.generate.illustrator.compose.drawing import Mark
from articover.generate.illustrator.compose.forms.curves import circle, polygon, rectangle, tapered, without

SHOWS = frozenset({"key"})
NOT: frozenset[str] = frozenset()
STANCE = ("upright", "alone")
EAST_TOO = True
WIDTH = 0.16


def draw(rng: np.random.Generator, detail: float) -> list[Mark]:
    marks: list[Mark] = []
    for x, y in ((-0.075, -0.84), (0.075, -0.84), (0, -0.925)):
        marks.append(Mark(without(circle(x, y, 0.075), circle(x, y, 0.042)), "accent", 0.7))
    marks.append(Mark(tapered([(0, -0.8), (0, -0.02)], [0.045, 0.04]), "accent", 0.7))
    for y, w in ((-0.765, 0.105), (-0.735, 0.08), (-0.32, 0.07)):
        marks.append(Mark(rectangle(-w / 2, y - 0.012, w / 2, y + 0.012), "accent", 0.7))
    marks.append(
        Mark(
            polygon(
                [
                    (0.01, -0.04),
                    (0.01, -0.25),
                    (0.15, -0.25),
                    (0.15, -0.19),
                    (0.1, -0.19),
                    (0.1, -0.165),
                    (0.15, -0.165),
                    (0.15, -0.12),
                    (0.08, -0.12),
                    (0.08, -0.095),
                    (0.15, -0.095),
                    (0.15, -0.04),
                ]
            ),
            "accent",
            0.7,
        )
    )
    marks.append(Mark(tapered([(-0.008, -0.72), (-0.008, -0.05)], 0.01), "light", 0.7, "cut"))
    return marks
