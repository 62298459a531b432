"""A person seen from behind, walking away: small, in a coat, with a shadow of one's own weight on one leg."""

from __future__ import annotations

import numpy as np
import skia

from articover.generate.illustrator.compose.drawing import Ink, Mark
from articover.generate.illustrator.compose.forms.curves import blob, circle, tapered

SHOWS = frozenset({"person"})
NOT = frozenset({"child", "girl", "boy", "baby", "couple", "crowd"})
STANCE = ("tiny",)
EAST_TOO = True


def draw(rng: np.random.Generator, detail: float) -> list[Mark]:
    marks: list[Mark] = []

    def put(path: skia.Path, ink: Ink) -> None:
        marks.append(Mark(path, ink, 0.7, "shape"))

    swing = float(rng.uniform(0.75, 1.1))
    put(tapered([(-0.03, -0.5), (-0.06 * swing, -0.26), (-0.1 * swing, -0.02)], [0.1, 0.075, 0.05]), "dark")
    put(tapered([(0.03, -0.5), (0.05, -0.25), (0.05, 0.0)], [0.1, 0.08, 0.055]), "dark")
    put(tapered([(-0.13 * swing, -0.015), (-0.06 * swing, 0.0)], [0.04, 0.035]), "dark")
    put(tapered([(0.03, 0.0), (0.1, 0.0)], [0.045, 0.035]), "dark")
    coat = [
        (-0.115, -0.8),
        (-0.05, -0.85),
        (0.05, -0.85),
        (0.115, -0.8),
        (0.125, -0.62),
        (0.13, -0.4),
        (0.15, -0.27),
        (0.02, -0.25),
        (-0.13, -0.28),
        (-0.12, -0.45),
        (-0.125, -0.62),
    ]
    put(tapered([(-0.12, -0.79), (-0.17, -0.62), (-0.15 * swing, -0.43)], [0.075, 0.06, 0.045]), "accent")
    put(tapered([(0.12, -0.79), (0.16, -0.63), (0.18 * swing, -0.45)], [0.075, 0.06, 0.045]), "accent")
    put(blob(coat), "accent")
    put(circle(0.0, -0.925, 0.068), "dark")
    put(tapered([(-0.04, -0.855), (0.04, -0.855)], 0.05), "dark")
    if detail > 0.05:
        marks.append(
            Mark(tapered([(0.0, -0.8), (0.005, -0.5), (0.0, -0.26)], [0.004, 0.008, 0.016]), "dark", 0.7, "cut")
        )
    return marks
