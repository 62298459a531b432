"""The ground we look from: a brow with grass on it, dark, so that type can stand there."""

from __future__ import annotations

import numpy as np

from articover.generate.illustrator.compose.drawing import BLEED, Drawing, Ink
from articover.generate.illustrator.compose.forms.curves import Points, curve, gouge, polygon


def brow(
    drawing: Drawing, at: float, top: float, rng: np.random.Generator, *, ink: Ink = "dark", grass: int = 70
) -> Points:
    """Land from edge to edge below about `top`, lowest near `at`; returns its upper edge, (n, 2)."""
    left, right = -BLEED, drawing.aspect + BLEED
    rise = rng.uniform(-0.012, 0.012, 5)
    edge = curve(
        [
            (left, top - 0.035 + rise[0]),
            (at - 0.2, top + rise[1]),
            (at, top + 0.022 + rise[2]),
            (right, top - 0.02 + rise[4]),
        ],
        16,
    )
    drawing.shape(polygon(np.concatenate([edge, [(right, 1.13), (left, 1.13)]])), ink, 0.8)
    for _ in range(grass):
        x, y = edge[int(rng.integers(len(edge)))]
        tall = float(rng.uniform(0.012, 0.034))
        bend = float(rng.uniform(-0.5, 0.7)) * tall
        drawing.shape(
            gouge([(x, y + 0.006), (x + bend * 0.3, y - tall * 0.6), (x + bend, y - tall)], 0.0035), ink, 0.82
        )
    return edge
