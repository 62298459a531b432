"""A bee seen from above."""

from __future__ import annotations

import numpy as np

from articover.generate.illustrator.compose.drawing import Drawing, Mark
from articover.generate.illustrator.compose.forms.curves import blob, circle, gouge, inside, polygon, tapered

SHOWS = frozenset({"bee"})
NOT = frozenset[str]()
STANCE = ("alone",)
EAST_TOO = True


def draw(rng: np.random.Generator, detail: float) -> list[Mark]:
    d = Drawing(1.0)
    for s in (-1, 1):
        for tip, low in (((0.56, -0.86), (0.34, -0.56)), ((0.46, -0.48), (0.2, -0.42))):
            wing = blob(
                [
                    (s * 0.07, -0.66),
                    (s * 0.2, -0.82),
                    (s * tip[0], tip[1]),
                    (s * (tip[0] + 0.04), tip[1] + 0.12),
                    (s * low[0], low[1]),
                ]
            )
            d.shape(wing, "light", 0.5)
            d.cut(
                gouge(
                    [(s * 0.1, -0.66), (s * (tip[0] * 0.5), (tip[1] - 0.6) / 2), (s * tip[0] * 0.94, tip[1] + 0.05)],
                    0.012,
                ),
                "middle",
                0.5,
            )
        for y, x in ((-0.7, 0.3), (-0.6, 0.34), (-0.5, 0.28)):
            d.shape(
                tapered([(s * 0.08, y + 0.05), (s * x * 0.7, y + 0.09), (s * x, y + 0.2)], [0.03, 0.024, 0.01]),
                "dark",
                0.55,
            )
        d.shape(tapered([(s * 0.04, -0.9), (s * 0.1, -0.98), (s * 0.17, -1.0)], [0.022, 0.018, 0.022]), "dark", 0.6)
    tail = blob(
        [
            (0.0, -0.5),
            (0.15, -0.46),
            (0.19, -0.3),
            (0.12, -0.1),
            (0.0, 0.0),
            (-0.12, -0.1),
            (-0.19, -0.3),
            (-0.15, -0.46),
        ]
    )
    d.shape(tail, "second", 0.65)
    for y in (-0.4, -0.27, -0.14):
        d.cut(inside(tapered([(-0.25, y - 0.02), (0.0, y + 0.03), (0.25, y - 0.02)], 0.062), tail), "dark", 0.65)
    d.cut(inside(polygon([(-0.1, -0.06), (0.1, -0.06), (0.0, 0.05)]), tail), "dark", 0.65)
    d.shape(circle(0.0, -0.62, 0.15), "accent", 0.68)
    for index in range(18):
        angle = index * 0.35
        x, y = 0.14 * float(np.cos(angle)), -0.62 + 0.14 * float(np.sin(angle))
        d.cut(gouge([(x * 0.7, -0.62 + (y + 0.62) * 0.7), (x, y)], 0.012), "dark", 0.68)
    d.shape(circle(0.0, -0.83, 0.1), "dark", 0.7)
    for s in (-1, 1):
        d.cut(blob([(s * 0.05, -0.9), (s * 0.09, -0.85), (s * 0.08, -0.78), (s * 0.045, -0.82)]), "light", 0.7)
    return d.marks
