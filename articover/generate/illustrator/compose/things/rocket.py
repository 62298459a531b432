"""A rocket on its fins: nose, porthole, bands."""

from __future__ import annotations

import numpy as np

from articover.generate.illustrator.compose.drawing import Mark
from articover.generate.illustrator.compose.forms.curves import blob, circle, inside, rectangle, tapered

SHOWS = frozenset({"rocket"})
NOT: frozenset[str] = frozenset()
STANCE = ("upright", "alone", "tiny")
EAST_TOO = True
WIDTH = 0.42


def draw(rng: np.random.Generator, detail: float) -> list[Mark]:
    marks: list[Mark] = []
    marks.append(
        Mark(
            blob(
                [(-0.2, 0), (-0.2, 0), (-0.19, -0.16), (-0.09, -0.34), (-0.09, -0.34), (-0.06, -0.08), (-0.06, -0.08)]
            ),
            "accent",
            0.7,
        )
    )
    marks.append(
        Mark(
            blob([(0.2, 0), (0.2, 0), (0.19, -0.16), (0.09, -0.34), (0.09, -0.34), (0.06, -0.08), (0.06, -0.08)]),
            "accent",
            0.7,
        )
    )
    body = [
        (0, -1.0),
        (0, -1.0),
        (0.085, -0.82),
        (0.12, -0.55),
        (0.1, -0.25),
        (0.07, -0.07),
        (0.07, -0.07),
        (-0.07, -0.07),
        (-0.07, -0.07),
        (-0.1, -0.25),
        (-0.12, -0.55),
        (-0.085, -0.82),
    ]
    marks.append(Mark(blob(body), "light", 0.7))
    marks.append(Mark(inside(blob(body), rectangle(0.035, -1.1, 0.3, 0)), "far", 0.7, "cut"))
    marks.append(Mark(inside(blob(body), rectangle(-0.3, -1.1, 0.3, -0.83)), "accent", 0.7, "cut"))
    marks.append(Mark(inside(blob(body), rectangle(-0.3, -0.2, 0.3, -0.15)), "dark", 0.7, "cut"))
    marks.append(Mark(circle(0, -0.6, 0.062), "dark", 0.7))
    marks.append(Mark(circle(0, -0.6, 0.042), "middle", 0.7, "cut"))
    marks.append(Mark(tapered([(0, -0.28), (0, -0.04)], [0.02, 0.028]), "accent", 0.7))
    return marks
