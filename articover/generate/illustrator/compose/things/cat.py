"""A cat that sits with its back to us, tail laid round."""

from __future__ import annotations

import numpy as np

from articover.generate.illustrator.compose.drawing import Drawing, Mark
from articover.generate.illustrator.compose.forms.curves import blob, gouge, joined, tapered

SHOWS = frozenset({"cat", "kitten", "black_cat"})
NOT = frozenset[str]()
STANCE = ("alone",)
EAST_TOO = True


def draw(rng: np.random.Generator, detail: float) -> list[Mark]:
    d = Drawing(1.0)
    body = blob(
        [
            (0.0, -0.66),
            (0.13, -0.62),
            (0.24, -0.46),
            (0.3, -0.24),
            (0.28, -0.05),
            (0.15, 0.0),
            (-0.15, 0.0),
            (-0.28, -0.05),
            (-0.3, -0.24),
            (-0.24, -0.46),
            (-0.13, -0.62),
        ]
    )
    head = blob(
        [
            (0.0, -0.94),
            (0.11, -0.92),
            (0.17, -0.8),
            (0.15, -0.68),
            (0.0, -0.62),
            (-0.15, -0.68),
            (-0.17, -0.8),
            (-0.11, -0.92),
        ]
    )
    ears = [
        blob(
            [
                (s * 0.04, -0.9),
                (s * 0.04, -0.9),
                (s * 0.12, -1.03),
                (s * 0.135, -1.04),
                (s * 0.175, -0.8),
                (s * 0.175, -0.8),
            ]
        )
        for s in (-1, 1)
    ]
    d.shape(joined(body, head, *ears), "dark", 0.7)
    d.shape(
        tapered(
            [(0.22, -0.06), (0.42, -0.05), (0.52, -0.16), (0.47, -0.28), (0.42, -0.26)], [0.1, 0.09, 0.08, 0.07, 0.03]
        ),
        "dark",
        0.7,
    )
    for s in (-1, 1):
        d.cut(gouge([(s * 0.1, -0.02), (s * 0.19, -0.14), (s * 0.16, -0.28)], 0.014), "middle", 0.7)
        d.cut(gouge([(s * 0.085, -0.93), (s * 0.115, -0.985), (s * 0.13, -0.93)], 0.016), "accent", 0.7)
    for side in (-1, 1):
        d.cut(gouge([(side * 0.02, -0.62), (side * 0.09, -0.64), (side * 0.15, -0.68)], 0.012), "middle", 0.7)
    return d.marks
