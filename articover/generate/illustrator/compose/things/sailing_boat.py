"""A small sailing boat, seen from the side: hull, gaff main, jib, a hint of who steers."""

from __future__ import annotations

import numpy as np
import skia

from articover.generate.illustrator.compose.drawing import Ink, Mark
from articover.generate.illustrator.compose.forms.curves import blob, polygon, tapered

SHOWS = frozenset({"boat", "ship"})
NOT = frozenset({"submarine", "spaceship", "warship", "airship"})
STANCE = ("afloat",)
TALL = 2.2
EAST_TOO = False


def draw(rng: np.random.Generator, detail: float) -> list[Mark]:
    marks: list[Mark] = []

    def put(path: skia.Path, ink: Ink) -> None:
        marks.append(Mark(path, ink, 0.7, "shape"))

    put(tapered([(0.03, -0.12), (0.0, -1.0)], [0.022, 0.012]), "dark")
    put(
        blob(
            [
                (0.0, -0.95),
                (0.0, -0.95),
                (-0.16, -0.6),
                (-0.34, -0.22),
                (-0.34, -0.22),
                (-0.15, -0.2),
                (0.0, -0.22),
                (0.0, -0.22),
            ]
        ),
        "light",
    )
    put(
        blob(
            [
                (0.03, -0.9),
                (0.03, -0.9),
                (0.2, -0.55),
                (0.42, -0.2),
                (0.42, -0.2),
                (0.2, -0.24),
                (0.05, -0.2),
                (0.05, -0.2),
            ]
        ),
        "accent",
    )
    put(polygon([(-0.42, -0.15), (-0.36, -0.02), (0.3, -0.01), (0.5, -0.17), (0.2, -0.13), (-0.1, -0.12)]), "dark")
    if detail > 0.05:
        marks.append(
            Mark(tapered([(-0.4, -0.13), (-0.1, -0.1), (0.2, -0.11), (0.47, -0.15)], 0.012), "light", 0.7, "cut")
        )
    return marks
