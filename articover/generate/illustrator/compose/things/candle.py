"""A burning candle: drips, a wick, a flame with a bright heart."""

from __future__ import annotations

import numpy as np

from articover.generate.illustrator.compose.drawing import Mark
from articover.generate.illustrator.compose.forms.curves import blob, polygon, tapered

SHOWS = frozenset({"candle"})
NOT: frozenset[str] = frozenset()
STANCE = ("upright", "alone")
EAST_TOO = True
WIDTH = 0.2


def draw(rng: np.random.Generator, detail: float) -> list[Mark]:
    marks: list[Mark] = []
    marks.append(
        Mark(
            blob(
                [
                    (-0.1, 0),
                    (-0.1, 0),
                    (-0.1, -0.66),
                    (-0.085, -0.72),
                    (-0.04, -0.7),
                    (0.0, -0.715),
                    (0.05, -0.7),
                    (0.09, -0.725),
                    (0.1, -0.66),
                    (0.1, 0),
                    (0.1, 0),
                ]
            ),
            "light",
            0.7,
        )
    )
    marks.append(Mark(polygon([(0.045, 0), (0.05, -0.69), (0.1, -0.67), (0.1, 0)]), "middle", 0.7, "cut"))
    for x, y, w in ((-0.085, -0.38, 0.028), (-0.035, -0.52, 0.022), (0.085, -0.46, 0.03)):
        marks.append(
            Mark(tapered([(x, -0.7), (x, (y - 0.7) / 2), (x, y)], [w * 0.7, w * 0.8, w * 1.1]), "far", 0.7, "cut")
        )
    marks.append(Mark(tapered([(0, -0.7), (0.006, -0.745), (-0.004, -0.78)], 0.011), "dark", 0.7))
    lean = float(rng.uniform(-0.025, 0.025))
    marks.append(
        Mark(
            blob(
                [
                    (0, -0.735),
                    (-0.055, -0.79),
                    (-0.035, -0.88),
                    (lean, -1.0),
                    (lean, -1.0),
                    (0.04, -0.88),
                    (0.055, -0.79),
                ]
            ),
            "accent",
            0.7,
        )
    )
    marks.append(
        Mark(
            blob([(0, -0.745), (-0.025, -0.78), (lean * 0.5, -0.87), (lean * 0.5, -0.87), (0.025, -0.78)]),
            "second",
            0.7,
            "cut",
        )
    )
    return marks
