"""A fish in profile."""

from __future__ import annotations

import numpy as np

from articover.generate.illustrator.compose.drawing import Drawing, Mark
from articover.generate.illustrator.compose.forms.curves import blob, circle, gouge, inside, tapered

SHOWS = frozenset({"fish", "carp", "salmon", "goldfish", "eel"})
NOT = frozenset({"shark", "whale", "dolphin", "eel", "octopus", "jellyfish"})
STANCE = (
    "alone",
    "swims",
)
EAST_TOO = True


def draw(rng: np.random.Generator, detail: float) -> list[Mark]:
    d = Drawing(1.0)
    body = blob(
        [
            (0.85, -0.42),
            (0.66, -0.58),
            (0.36, -0.72),
            (0.0, -0.74),
            (-0.36, -0.62),
            (-0.64, -0.48),
            (-0.72, -0.42),
            (-0.62, -0.34),
            (-0.3, -0.18),
            (0.06, -0.1),
            (0.42, -0.14),
            (0.7, -0.28),
        ]
    )
    for fin in (
        [(0.28, -0.7), (0.12, -0.88), (-0.14, -0.98), (-0.3, -0.9), (-0.24, -0.64)],
        [(0.1, -0.14), (-0.04, 0.0), (-0.2, 0.02), (-0.16, -0.18)],
        [(-0.62, -0.44), (-0.84, -0.66), (-1.02, -0.74), (-0.95, -0.44), (-1.02, -0.12), (-0.84, -0.2), (-0.62, -0.38)],
    ):
        d.shape(blob(fin), "accent", 0.6)
    for index in range(6):
        y = -0.66 + 0.1 * index
        d.cut(
            gouge([(-0.68, -0.42 + (y + 0.42) * 0.12), (-0.82, -0.42 + (y + 0.42) * 0.7), (-0.97, y)], 0.018),
            "dark",
            0.6,
        )
        x = 0.16 - 0.075 * index
        d.cut(gouge([(x, -0.72), (x - 0.07, -0.82), (x - 0.14, -0.9)], 0.014), "dark", 0.6)
    d.shape(body, "dark", 0.7)
    d.cut(
        inside(
            blob(
                [
                    (0.9, -0.4),
                    (0.5, -0.34),
                    (0.0, -0.36),
                    (-0.5, -0.38),
                    (-0.7, -0.38),
                    (-0.3, -0.05),
                    (0.3, -0.02),
                    (0.8, -0.2),
                ]
            ),
            body,
        ),
        "middle",
        0.7,
    )
    for row in range(4):
        for column in range(9):
            x = 0.36 - 0.105 * column - (0.05 if row % 2 else 0.0)
            y = -0.6 + 0.11 * row
            if abs(y + 0.42) < 0.3 - 0.22 * abs(x - 0.05):
                d.cut(tapered([(x, y - 0.045), (x - 0.045, y), (x, y + 0.045)], [0.0, 0.018, 0.0]), "light", 0.7)
    d.cut(tapered([(0.46, -0.66), (0.38, -0.42), (0.46, -0.18)], [0.0, 0.026, 0.0]), "light", 0.7)
    d.cut(circle(0.62, -0.48, 0.05), "light", 0.7)
    d.cut(circle(0.63, -0.48, 0.026), "dark", 0.7)
    d.cut(gouge([(0.85, -0.4), (0.78, -0.37), (0.7, -0.375)], 0.014), "light", 0.7)
    d.shape(blob([(0.34, -0.36), (0.2, -0.24), (0.06, -0.2), (0.16, -0.32)]), "accent", 0.72)
    return d.marks
