"""A tin robot, its lamp eyes lit, one arm raised."""

from __future__ import annotations

import numpy as np

from articover.generate.illustrator.compose.drawing import Drawing, Mark
from articover.generate.illustrator.compose.forms.curves import (
    blob,
    circle,
    curve,
    gathered,
    rectangle,
    shaded,
    tapered,
)

SHOWS = frozenset({"robot", "android"})
NOT = frozenset[str]({"mecha"})
STANCE = (
    "alone",
    "tiny",
)
EAST_TOO = True


def draw(rng: np.random.Generator, detail: float) -> list[Mark]:
    d = Drawing(1.0)
    for x in (-0.12, 0.12):
        d.shape(rectangle(x - 0.06, -0.3, x + 0.06, -0.06), "middle", 0.64)
        d.cut(gathered([tapered([(x - 0.06, y), (x + 0.06, y)], 0.012) for y in (-0.24, -0.19, -0.14)]), "dark", 0.65)
        d.shape(
            blob(
                [
                    (x - 0.1, -0.07),
                    (x - 0.1, -0.07),
                    (x + 0.07, -0.07),
                    (x + 0.13, -0.04),
                    (x + 0.13, 0.0),
                    (x + 0.13, 0.0),
                    (x - 0.1, 0.0),
                    (x - 0.1, 0.0),
                ]
            ),
            "dark",
            0.66,
        )
    left = [(-0.27, -0.6), (-0.4, -0.5), (-0.4, -0.34)]
    right = [(0.27, -0.6), (0.42, -0.68), (0.42, -0.86)]
    for arm in (left, right):
        d.shape(tapered(arm, 0.085), "middle", 0.64)
        line = curve(arm, 7)
        rings = [
            tapered(
                [
                    line[k] - np.array((0.045, 0.0)) * (k > 6) - np.array((0.02, 0.035)) * (k <= 6),
                    line[k] + np.array((0.045, 0.0)) * (k > 6) + np.array((0.02, 0.035)) * (k <= 6),
                ],
                0.012,
            )
            for k in range(2, len(line) - 1, 2)
        ]
        d.cut(gathered(rings), "dark", 0.65)
    for x, y, up in ((-0.4, -0.33, 1), (0.42, -0.87, -1)):
        grip = [
            tapered([(x - 0.01, y), (x - 0.06, y + up * 0.05), (x - 0.03, y + up * 0.11)], [0.05, 0.04, 0.025]),
            tapered([(x + 0.01, y), (x + 0.06, y + up * 0.05), (x + 0.03, y + up * 0.11)], [0.05, 0.04, 0.025]),
        ]  # fmt: skip
        d.shape(gathered(grip), "dark", 0.66)
    body = blob(
        [
            (-0.26, -0.68),
            (-0.26, -0.68),
            (0.26, -0.68),
            (0.26, -0.68),
            (0.285, -0.5),
            (0.24, -0.29),
            (0.24, -0.29),
            (-0.24, -0.29),
            (-0.24, -0.29),
            (-0.285, -0.5),
        ]
    )
    d.shape(body, "accent", 0.68)
    d.cut(shaded(body, -0.05, 0.0), "dark", 0.69)
    d.cut(rectangle(-0.17, -0.62, 0.13, -0.44), "light", 0.7)
    d.cut(gathered([circle(-0.1, -0.53, 0.055)]), "dark", 0.71)
    d.cut(
        gathered(
            [
                tapered([(-0.1, -0.53), (-0.07, -0.57)], [0.014, 0.004]),
                circle(0.03, -0.575, 0.017),
                circle(0.085, -0.575, 0.017),
            ]
        ),
        "accent",
        0.72,
    )
    d.cut(gathered([rectangle(0.0, -0.52 + 0.03 * k, 0.1, -0.508 + 0.03 * k) for k in range(3)]), "dark", 0.72)
    d.cut(
        gathered(
            [circle(x, y, 0.011) for x in (-0.21, 0.18) for y in (-0.64, -0.33)]
            + [circle(-0.08 + 0.055 * k, -0.37, 0.02) for k in range(4)]
        ),
        "second",
        0.72,
    )
    d.shape(rectangle(-0.07, -0.74, 0.07, -0.67), "dark", 0.67)
    head = blob(
        [
            (-0.17, -0.74),
            (-0.17, -0.74),
            (-0.19, -0.84),
            (-0.16, -0.93),
            (-0.16, -0.93),
            (0.16, -0.93),
            (0.16, -0.93),
            (0.19, -0.84),
            (0.17, -0.74),
            (0.17, -0.74),
        ]
    )
    d.shape(head, "middle", 0.73)
    d.cut(shaded(head, -0.035, 0.0), "dark", 0.73)
    d.cut(gathered([circle(-0.075, -0.865, 0.05), circle(0.07, -0.865, 0.05)]), "dark", 0.74)
    d.cut(gathered([circle(-0.075, -0.865, 0.034), circle(0.07, -0.865, 0.034)]), "second", 0.75)
    d.cut(gathered([circle(-0.085, -0.875, 0.012), circle(0.06, -0.875, 0.012)]), "light", 0.76)
    d.cut(rectangle(-0.09, -0.79, 0.08, -0.765), "light", 0.75)
    d.cut(gathered([rectangle(-0.06 + 0.035 * k, -0.79, -0.052 + 0.035 * k, -0.765) for k in range(4)]), "dark", 0.76)
    d.shape(
        gathered(
            [
                tapered([(0.0, -0.93), (0.0, -0.99)], 0.016),
                circle(0.0, -1.0, 0.024),
                rectangle(-0.225, -0.88, -0.185, -0.81),
                rectangle(0.185, -0.88, 0.225, -0.81),
            ]
        ),
        "dark",
        0.72,
    )
    return d.marks
