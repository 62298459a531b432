"""A crown with five points and its stones."""

from __future__ import annotations

import numpy as np

from articover.generate.illustrator.compose.drawing import Drawing, Mark
from articover.generate.illustrator.compose.forms.curves import circle, joined, polygon, rectangle

SHOWS = frozenset({"crown"})
NOT = frozenset[str]()
STANCE = ("alone",)
EAST_TOO = False


def draw(rng: np.random.Generator, detail: float) -> list[Mark]:
    d = Drawing(1.0)
    band = polygon([(-0.5, -0.2), (0.5, -0.2), (0.47, 0.0), (-0.47, 0.0)])
    points = [
        (-0.5, -0.16),
        (-0.62, -0.72),
        (-0.33, -0.38),
        (-0.3, -0.86),
        (-0.08, -0.42),
        (0.0, -0.95),
        (0.08, -0.42),
        (0.3, -0.86),
        (0.33, -0.38),
        (0.62, -0.72),
        (0.5, -0.16),
    ]
    d.shape(joined(band, polygon(points)), "accent", 0.7)
    d.cut(
        polygon([(0.0, -0.95), (0.08, -0.42), (0.3, -0.86), (0.33, -0.38), (0.62, -0.72), (0.5, -0.2), (0.02, -0.2)]),
        "second",
        0.7,
    )
    d.cut(rectangle(-0.52, -0.21, 0.52, -0.18), "dark", 0.7)
    d.cut(rectangle(-0.5, -0.035, 0.5, -0.012), "dark", 0.7)
    for x, y in ((-0.62, -0.74), (-0.3, -0.88), (0.0, -0.97), (0.3, -0.88), (0.62, -0.74)):
        d.shape(circle(x, y, 0.042), "dark", 0.72)
        d.cut(circle(x - 0.012, y - 0.012, 0.012), "light", 0.72)
    for index, x in enumerate((-0.36, -0.18, 0.0, 0.18, 0.36)):
        stone = (
            polygon([(x, -0.165), (x + 0.05, -0.108), (x, -0.05), (x - 0.05, -0.108)])
            if index % 2
            else circle(x, -0.108, 0.045)
        )
        d.cut(stone, "dark", 0.7)
        d.cut(circle(x - 0.014, -0.122, 0.01), "light", 0.7)
    return d.marks
