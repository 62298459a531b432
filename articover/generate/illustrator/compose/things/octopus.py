"""An octopus, its arms unrolling, suckers along them."""

from __future__ import annotations

import numpy as np

from articover.generate.illustrator.compose.drawing import Drawing, Mark
from articover.generate.illustrator.compose.forms.curves import (
    blob,
    circle,
    curve,
    dot,
    gathered,
    gouge,
    ribbon,
    shaded,
    tapered,
)

SHOWS = frozenset({"octopus", "kraken", "squid"})
NOT = frozenset[str]({})
STANCE = ("alone", "swims")
EAST_TOO = True


def draw(rng: np.random.Generator, detail: float) -> list[Mark]:
    d = Drawing(1.0)
    arms = [
        [(-0.16, -0.42), (-0.36, -0.36), (-0.52, -0.46), (-0.58, -0.6), (-0.5, -0.68), (-0.44, -0.6)],
        [(0.16, -0.42), (0.36, -0.36), (0.54, -0.44), (0.6, -0.6), (0.52, -0.7), (0.45, -0.62)],
        [(-0.15, -0.38), (-0.34, -0.26), (-0.54, -0.26), (-0.68, -0.34), (-0.74, -0.26), (-0.67, -0.2)],
        [(0.15, -0.38), (0.34, -0.24), (0.54, -0.26), (0.7, -0.32), (0.76, -0.22), (0.68, -0.17)],
        [(-0.1, -0.36), (-0.24, -0.16), (-0.42, -0.08), (-0.54, -0.12), (-0.52, -0.02), (-0.43, 0.0)],
        [(0.1, -0.36), (0.24, -0.16), (0.4, -0.06), (0.54, -0.1), (0.55, 0.0), (0.46, 0.02)],
        [(-0.04, -0.36), (-0.08, -0.18), (-0.2, -0.02), (-0.28, 0.02)],
        [(0.05, -0.36), (0.06, -0.18), (0.16, -0.04), (0.12, 0.04), (0.05, 0.0)],
    ]  # fmt: skip
    for k, arm in enumerate(arms):
        line = curve(arm, 12)
        width = np.interp(np.linspace(0, 1, len(line)), [0, 0.5, 1], [0.135, 0.07, 0.012])
        d.shape(ribbon(line, width), "accent", 0.66)
        side = np.stack([-np.gradient(line[:, 1]), np.gradient(line[:, 0])], 1)
        side /= np.linalg.norm(side, axis=1)[:, None]
        way = -1 if k % 2 == 0 else 1
        rim = line + side * (way * width * 0.3)[:, None]
        d.cut(ribbon(rim[6:], width[6:] * 0.4), "light", 0.67)
        cups = [dot(rim[j], float(width[j]) * 0.13 + 0.002) for j in range(10, len(rim) - 3, 4)]
        d.cut(gathered(cups), "dark", 0.68)
    mantle = blob(
        [
            (-0.18, -0.38),
            (-0.24, -0.52),
            (-0.32, -0.68),
            (-0.3, -0.86),
            (-0.17, -0.98),
            (0.0, -1.01),
            (0.18, -0.97),
            (0.3, -0.86),
            (0.32, -0.68),
            (0.24, -0.52),
            (0.18, -0.38),
            (0.0, -0.34),
        ]
    )
    d.shape(mantle, "accent", 0.7)
    d.cut(shaded(mantle, -0.06, -0.01), "dark", 0.7)
    spots = [
        circle(float(x), float(y), float(r))
        for x, y, r in (
            (-0.15, -0.84, 0.035),
            (-0.04, -0.91, 0.022),
            (-0.2, -0.72, 0.024),
            (0.04, -0.8, 0.03),
            (-0.07, -0.74, 0.017),
            (0.12, -0.9, 0.018),
            (0.13, -0.7, 0.02),
        )
    ]
    d.cut(gathered(spots), "second", 0.71)
    for x in (-0.14, 0.13):
        d.shape(
            blob(
                [
                    (x - 0.075, -0.5),
                    (x - 0.04, -0.57),
                    (x + 0.04, -0.57),
                    (x + 0.075, -0.5),
                    (x + 0.04, -0.44),
                    (x - 0.04, -0.44),
                ]
            ),
            "light",
            0.72,
        )
        d.cut(blob([(x - 0.05, -0.505), (x, -0.525), (x + 0.05, -0.505), (x, -0.485)]), "dark", 0.73)
    d.cut(
        gathered(
            [
                gouge([(-0.24, -0.55), (-0.14, -0.61), (-0.05, -0.56)], 0.018),
                gouge([(0.05, -0.56), (0.14, -0.61), (0.23, -0.55)], 0.018),
                tapered([(-0.12, -0.4), (0.0, -0.375), (0.12, -0.4)], [0.0, 0.014, 0.0]),
            ]
        ),
        "dark",
        0.73,
    )
    return d.marks
