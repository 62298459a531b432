"""A lighthouse: tapering tower with bands, gallery, lantern room and cap; lit from the left."""

from __future__ import annotations

import numpy as np

from articover.generate.illustrator.compose.drawing import Mark
from articover.generate.illustrator.compose.forms.curves import polygon, rectangle

SHOWS = frozenset({"lighthouse"})
NOT: frozenset[str] = frozenset()
STANCE = ("upright", "alone", "tiny")
EAST_TOO = True
WIDTH = 0.25


def draw(rng: np.random.Generator, detail: float) -> list[Mark]:
    marks: list[Mark] = []
    tower = polygon([(-0.125, 0), (-0.075, -0.74), (0.075, -0.74), (0.125, 0)])
    marks.append(Mark(tower, "light", 0.7))
    for k in range(3):
        t, b = 0.1 + 0.24 * k, 0.22 + 0.24 * k
        half = [0.125 - 0.05 * v / 0.74 for v in (t, b)]
        marks.append(Mark(polygon([(-half[0], -t), (-half[1], -b), (half[1], -b), (half[0], -t)]), "accent", 0.7))
    shade = polygon([(0.04, 0), (0.025, -0.74), (0.075, -0.74), (0.125, 0)])
    marks.append(Mark(shade, "dark", 0.7, "cut"))
    marks.append(Mark(polygon([(-0.11, -0.74), (-0.1, -0.775), (0.1, -0.775), (0.11, -0.74)]), "dark", 0.7))
    marks.append(Mark(rectangle(-0.062, -0.885, 0.062, -0.775), "second", 0.7))
    for x in (-0.062, -0.022, 0.018, 0.056):
        marks.append(Mark(rectangle(x, -0.885, x + 0.008, -0.775), "dark", 0.7, "cut"))
    marks.append(
        Mark(polygon([(-0.085, -0.88), (-0.05, -0.935), (0.0, -0.965), (0.05, -0.935), (0.085, -0.88)]), "dark", 0.7)
    )
    marks.append(Mark(rectangle(-0.006, -1.0, 0.006, -0.955), "dark", 0.7))
    for x, y in ((-0.02, -0.17), (-0.012, -0.41), (-0.008, -0.64)):
        marks.append(Mark(rectangle(x - 0.012, y - 0.045, x + 0.012, y), "dark", 0.7, "cut"))
    marks.append(Mark(polygon([(-0.03, 0), (-0.03, -0.06), (0, -0.08), (0.03, -0.06), (0.03, 0)]), "dark", 0.7, "cut"))
    return marks
