"""A sword, point down: pommel, wrapped grip, guard, a blade with a fuller and one bright edge."""

from __future__ import annotations

import numpy as np

from articover.generate.illustrator.compose.drawing import Mark
from articover.generate.illustrator.compose.forms.curves import circle, polygon, rectangle, tapered

SHOWS = frozenset({"sword", "dagger", "knife"})
NOT: frozenset[str] = frozenset({"kitchen_knife"})
STANCE = ("upright", "alone")
EAST_TOO = True
WIDTH = 0.1


def draw(rng: np.random.Generator, detail: float) -> list[Mark]:
    marks: list[Mark] = []
    marks.append(Mark(polygon([(-0.042, -0.76), (-0.036, -0.12), (0, 0), (0, -0.76)]), "light", 0.7))
    marks.append(Mark(polygon([(0.042, -0.76), (0.036, -0.12), (0, 0), (0, -0.76)]), "middle", 0.7))
    marks.append(Mark(polygon([(-0.008, -0.74), (-0.005, -0.2), (0.005, -0.2), (0.008, -0.74)]), "dark", 0.7, "cut"))
    guard = [(-0.19, -0.8), (-0.13, -0.772), (0, -0.765), (0.13, -0.772), (0.19, -0.8)]
    marks.append(Mark(tapered(guard, [0.045, 0.03, 0.05, 0.03, 0.045]), "accent", 0.7))
    marks.append(Mark(rectangle(-0.026, -0.95, 0.026, -0.775), "dark", 0.7))
    for k in range(6):
        y = -0.79 - 0.027 * k
        marks.append(Mark(tapered([(-0.026, y), (0.026, y - 0.016)], 0.007), "accent", 0.7, "cut"))
    marks.append(Mark(circle(0, -0.968, 0.034), "accent", 0.7))
    marks.append(Mark(circle(-0.008, -0.976, 0.012), "light", 0.7, "cut"))
    return marks
