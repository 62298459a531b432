"""A sperm whale from the side, flukes raised."""

from __future__ import annotations

import numpy as np

from articover.generate.illustrator.compose.drawing import Drawing, Mark
from articover.generate.illustrator.compose.forms.curves import blob, circle, gouge, inside, joined

SHOWS = frozenset({"whale"})
NOT = frozenset[str]()
STANCE = ("alone", "swims")
EAST_TOO = True


def draw(rng: np.random.Generator, detail: float) -> list[Mark]:
    d = Drawing(1.0)
    body = joined(
        blob(
            [
                (1.16, -0.3),
                (1.17, -0.52),
                (1.06, -0.68),
                (0.7, -0.74),
                (0.25, -0.7),
                (-0.2, -0.58),
                (-0.62, -0.47),
                (-0.95, -0.5),
                (-1.18, -0.68),
                (-1.24, -0.66),
                (-1.12, -0.5),
                (-0.9, -0.36),
                (-0.5, -0.2),
                (0.0, -0.07),
                (0.45, -0.05),
                (0.78, -0.14),
                (1.02, -0.18),
            ]
        ),
        blob(
            [(-1.2, -0.7), (-1.12, -0.84), (-1.0, -0.95), (-0.86, -1.0), (-0.86, -1.0), (-0.96, -0.84), (-1.1, -0.62)]
        ),
        blob(
            [
                (-1.2, -0.7),
                (-1.36, -0.8),
                (-1.54, -0.84),
                (-1.72, -0.82),
                (-1.72, -0.82),
                (-1.52, -0.68),
                (-1.22, -0.58),
            ]
        ),
    )
    d.shape(body, "dark", 0.6)
    d.cut(
        inside(
            blob(
                [
                    (1.2, -0.1),
                    (1.0, -0.24),
                    (0.5, -0.16),
                    (0.0, -0.2),
                    (-0.5, -0.32),
                    (-0.95, -0.42),
                    (-0.5, 0.0),
                    (0.4, 0.06),
                ]
            ),
            body,
        ),
        "middle",
        0.6,
    )
    jaw = blob([(0.42, -0.12), (0.75, -0.13), (1.04, -0.14), (1.1, -0.11), (1.04, -0.08), (0.7, -0.05), (0.46, -0.06)])
    d.shape(jaw, "dark", 0.6)
    d.cut(gouge([(0.46, -0.15), (0.75, -0.165), (1.08, -0.17)], 0.018), "light", 0.6)
    d.shape(blob([(0.2, -0.16), (0.3, -0.14), (0.24, -0.02), (0.06, 0.06), (0.0, 0.04), (0.1, -0.06)]), "dark", 0.62)
    d.cut(circle(0.47, -0.25, 0.016), "light", 0.6)
    d.cut(gouge([(0.41, -0.3), (0.47, -0.29), (0.53, -0.27)], 0.012), "light", 0.6)
    for index in range(7):
        y = -0.22 - 0.055 * index + float(rng.uniform(-0.01, 0.01))
        start, length = 0.12 - 0.07 * index + float(rng.uniform(-0.1, 0.1)), float(rng.uniform(0.2, 0.42))
        d.cut(gouge([(start, y), (start - length / 2, y + 0.012), (start - length, y + 0.05)], 0.012), "light", 0.6)
    for x, y in ((1.0, -0.52), (0.9, -0.42), (1.06, -0.38)):
        d.cut(gouge([(x, y), (x - 0.05, y - 0.05), (x - 0.13, y - 0.06)], 0.011), "light", 0.6)
    return d.marks
