"""A bear that walks, its head swung low."""

from __future__ import annotations

import numpy as np

from articover.generate.illustrator.compose.drawing import Drawing, Mark
from articover.generate.illustrator.compose.forms.curves import blob, circle, gathered, gouge, joined, tapered

SHOWS = frozenset({"bear", "polar_bear"})
NOT = frozenset[str]({"panda"})
STANCE = ("alone", "tiny")
TALL = 0.85
EAST_TOO = True


def draw(rng: np.random.Generator, detail: float) -> list[Mark]:
    d = Drawing(1.0)
    far = [
        tapered([(-0.3, -0.42), (-0.2, -0.22), (-0.2, -0.03)], [0.26, 0.17, 0.15]),
        tapered([(0.18, -0.42), (0.12, -0.22), (0.1, -0.03)], [0.24, 0.16, 0.14]),
    ]  # fmt: skip
    d.shape(
        gathered(
            [
                *far,
                *(
                    blob([(x - 0.07, -0.06), (x + 0.1, -0.06), (x + 0.15, -0.02), (x + 0.14, 0.0), (x - 0.07, 0.0)])
                    for x in (-0.2, 0.1)
                ),
            ]
        ),
        "middle",
        0.64,
    )
    body = blob(
        [
            (0.36, -0.78),
            (0.24, -0.93),
            (0.1, -0.98),
            (-0.06, -0.9),
            (-0.24, -0.86),
            (-0.42, -0.8),
            (-0.55, -0.66),
            (-0.58, -0.48),
            (-0.48, -0.34),
            (-0.2, -0.27),
            (0.06, -0.25),
            (0.28, -0.3),
            (0.4, -0.42),
            (0.44, -0.6),
        ]
    )
    near = [
        tapered([(-0.42, -0.5), (-0.4, -0.26), (-0.46, -0.03)], [0.34, 0.21, 0.17]),
        tapered([(0.26, -0.52), (0.3, -0.26), (0.33, -0.03)], [0.32, 0.2, 0.165]),
    ]  # fmt: skip
    paws = [
        blob([(x - 0.085, -0.08), (x + 0.09, -0.08), (x + 0.16, -0.03), (x + 0.15, 0.0), (x - 0.085, 0.0)])
        for x in (-0.45, 0.34)
    ]
    coat = joined(body, *near, *paws)
    d.shape(coat, "dark", 0.68)
    head = blob(
        [
            (0.28, -0.76),
            (0.36, -0.84),
            (0.47, -0.85),
            (0.56, -0.79),
            (0.63, -0.7),
            (0.74, -0.64),
            (0.79, -0.58),
            (0.77, -0.5),
            (0.68, -0.47),
            (0.54, -0.44),
            (0.4, -0.44),
            (0.3, -0.54),
        ]
    )
    d.shape(gathered([circle(0.37, -0.85, 0.062), circle(0.49, -0.855, 0.05)]), "dark", 0.7)
    d.cut(circle(0.375, -0.852, 0.032), "middle", 0.7)
    d.shape(head, "dark", 0.71)
    d.cut(blob([(0.6, -0.66), (0.72, -0.62), (0.78, -0.56), (0.76, -0.5), (0.66, -0.48), (0.58, -0.52)]), "far", 0.72)
    d.cut(
        gathered(
            [
                blob([(0.74, -0.63), (0.79, -0.6), (0.8, -0.56), (0.755, -0.56)]),
                gouge([(0.77, -0.54), (0.72, -0.505), (0.64, -0.51)], 0.013),
            ]
        ),
        "dark",
        0.73,
    )
    d.cut(gathered([gouge([(0.53, -0.7), (0.555, -0.71), (0.58, -0.695)], 0.02)]), "light", 0.73)
    fur = []
    for x, y, lean in (
        (0.0, -0.84, -0.02), (-0.12, -0.8, -0.03), (-0.26, -0.76, -0.03), (-0.4, -0.68, -0.03),
        (-0.48, -0.56, -0.02), (-0.2, -0.66, -0.02), (-0.06, -0.7, -0.01), (0.1, -0.84, 0.0), (0.2, -0.78, 0.01),
        (-0.34, -0.54, -0.02), (-0.14, -0.52, -0.01), (0.02, -0.56, 0.0),
    ):  # fmt: skip
        fur += [
            gouge([(x + dx, y), (x + dx + lean, y + 0.045), (x + dx + lean * 2.2, y + 0.08)], 0.013)
            for dx in (0.0, 0.045, 0.09)
        ]
    fur += [
        gouge([(0.14, -0.6), (0.1, -0.46), (0.16, -0.32)], 0.018),
        gouge([(-0.24, -0.5), (-0.22, -0.38), (-0.3, -0.26)], 0.018),
        gouge([(0.32, -0.5), (0.4, -0.45), (0.5, -0.44)], 0.014),
        *(gouge([(-0.36 + 0.02 * k, -0.3), (-0.33 + 0.02 * k, -0.22)], 0.01) for k in range(0, 6, 2)),
    ]
    d.cut(gathered(fur), "middle", 0.72)
    claws = [
        gouge([(x + 0.09 + 0.02 * k, -0.02), (x + 0.13 + 0.022 * k, -0.015), (x + 0.15 + 0.022 * k, 0.006)], 0.014)
        for x in (-0.45, 0.34)
        for k in range(2)
    ]
    d.cut(gathered(claws), "light", 0.73)
    return d.marks
