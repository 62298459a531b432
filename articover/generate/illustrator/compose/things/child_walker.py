"""A child seen from behind, on the way: large head, short coat, a scarf in the wind."""

from __future__ import annotations

import numpy as np
import skia

from articover.generate.illustrator.compose.drawing import Ink, Mark
from articover.generate.illustrator.compose.forms.curves import blob, circle, tapered

SHOWS = frozenset({"child", "girl", "boy", "teenager"})
NOT = frozenset({"baby"})
STANCE = ("tiny",)
EAST_TOO = True


def draw(rng: np.random.Generator, detail: float) -> list[Mark]:
    marks: list[Mark] = []

    def put(path: skia.Path, ink: Ink) -> None:
        marks.append(Mark(path, ink, 0.7, "shape"))

    swing = float(rng.uniform(0.8, 1.15))
    put(tapered([(-0.04, -0.4), (-0.07 * swing, -0.2), (-0.12 * swing, -0.02)], [0.12, 0.09, 0.07]), "dark")
    put(tapered([(0.04, -0.4), (0.06, -0.2), (0.06, 0.0)], [0.12, 0.09, 0.075]), "dark")
    coat = [
        (-0.13, -0.66),
        (-0.05, -0.72),
        (0.05, -0.72),
        (0.13, -0.66),
        (0.17, -0.46),
        (0.2, -0.3),
        (0.0, -0.27),
        (-0.2, -0.3),
        (-0.17, -0.46),
    ]
    put(tapered([(-0.13, -0.66), (-0.21, -0.5), (-0.22 * swing, -0.36)], [0.09, 0.075, 0.06]), "accent")
    put(tapered([(0.13, -0.66), (0.2, -0.5), (0.24 * swing, -0.38)], [0.09, 0.075, 0.06]), "accent")
    put(blob(coat), "accent")
    put(circle(0.0, -0.85, 0.13), "dark")
    wind = float(rng.uniform(0.22, 0.34))
    put(tapered([(-0.08, -0.72), (0.06, -0.72)], 0.08), "light")
    put(tapered([(0.05, -0.73), (0.05 + wind * 0.6, -0.76), (0.05 + wind, -0.7)], [0.05, 0.055, 0.03]), "light")
    return marks
