"""A cup on its saucer, steam above it."""

from __future__ import annotations

import numpy as np

from articover.generate.illustrator.compose.drawing import Drawing, Mark
from articover.generate.illustrator.compose.forms.curves import blob, gouge, inside, polygon, tapered, without

SHOWS = frozenset({"teacup", "coffee", "tea"})
NOT = frozenset[str]()
STANCE = ("alone",)
EAST_TOO = True


def draw(rng: np.random.Generator, detail: float) -> list[Mark]:
    d = Drawing(1.0)
    d.shape(
        blob(
            [
                (-0.5, -0.06),
                (-0.3, -0.02),
                (0.0, 0.0),
                (0.3, -0.02),
                (0.5, -0.06),
                (0.3, -0.1),
                (0.0, -0.115),
                (-0.3, -0.1),
            ]
        ),
        "middle",
        0.6,
    )
    d.cut(gouge([(-0.42, -0.06), (0.0, -0.02), (0.42, -0.06)], 0.016), "dark", 0.6)
    d.shape(
        without(
            blob([(0.3, -0.44), (0.44, -0.48), (0.52, -0.36), (0.44, -0.2), (0.26, -0.14)]),
            blob([(0.3, -0.39), (0.4, -0.42), (0.45, -0.35), (0.39, -0.25), (0.28, -0.2)]),
        ),
        "light",
        0.65,
    )
    body = blob(
        [
            (-0.36, -0.52),
            (-0.36, -0.52),
            (-0.34, -0.3),
            (-0.22, -0.12),
            (-0.1, -0.07),
            (0.1, -0.07),
            (0.22, -0.12),
            (0.34, -0.3),
            (0.36, -0.52),
            (0.36, -0.52),
        ]
    )
    d.shape(body, "light", 0.68)
    d.cut(inside(blob([(0.06, -0.6), (0.4, -0.6), (0.4, -0.2), (0.1, 0.0), (0.16, -0.26)]), body), "far", 0.68)
    d.cut(inside(polygon([(-0.4, -0.36), (0.4, -0.36), (0.4, -0.3), (-0.4, -0.3)]), body), "accent", 0.68)
    d.shape(
        blob(
            [
                (-0.36, -0.52),
                (-0.18, -0.56),
                (0.0, -0.57),
                (0.18, -0.56),
                (0.36, -0.52),
                (0.18, -0.48),
                (0.0, -0.47),
                (-0.18, -0.48),
            ]
        ),
        "dark",
        0.7,
    )
    for x, tall in ((-0.12, 0.34), (0.02, 0.43), (0.15, 0.3)):
        d.shape(
            tapered(
                [(x, -0.58), (x + 0.05, -0.58 - tall * 0.35), (x - 0.04, -0.58 - tall * 0.7), (x + 0.03, -0.58 - tall)],
                [0.0, 0.03, 0.026, 0.0],
            ),
            "far",
            0.5,
        )
    return d.marks
