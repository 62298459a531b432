"""A car of the fifties, in profile: fins, whitewalls, chrome."""

from __future__ import annotations

import numpy as np

from articover.generate.illustrator.compose.drawing import Drawing, Mark
from articover.generate.illustrator.compose.forms.curves import (
    blob,
    circle,
    curve,
    gathered,
    joined,
    polygon,
    rectangle,
    tapered,
)

SHOWS = frozenset({"car", "taxi"})
NOT = frozenset[str]({"racing_car", "truck", "police_car", "ambulance"})
STANCE = ("alone", "tiny")
TALL = 0.85
EAST_TOO = False


def draw(rng: np.random.Generator, detail: float) -> list[Mark]:
    d = Drawing(1.0)
    cabin = blob(
        [
            (-0.38, -0.56),
            (-0.38, -0.56),
            (-0.28, -0.84),
            (-0.14, -0.93),
            (0.12, -0.94),
            (0.24, -0.87),
            (0.4, -0.58),
            (0.4, -0.58),
        ]
    )
    d.shape(cabin, "light", 0.64)
    glass = [
        polygon([*curve([(-0.33, -0.58), (-0.25, -0.81), (-0.14, -0.875)], 5), (-0.04, -0.88), (-0.04, -0.58)]),
        polygon(np.concatenate([[(0.0, -0.58), (0.0, -0.88)], curve([(0.12, -0.885), (0.2, -0.82), (0.32, -0.6)], 5)])),
    ]  # fmt: skip
    d.cut(gathered(glass), "far", 0.65)
    d.cut(
        gathered([tapered([(-0.26, -0.62), (-0.16, -0.84)], 0.022), tapered([(0.06, -0.62), (0.14, -0.84)], 0.022)]),
        "light",
        0.66,
    )
    body = np.concatenate(
        [
            curve(
                [
                    (-1.02, -0.62),
                    (-0.86, -0.58),
                    (-0.6, -0.57),
                    (-0.3, -0.57),
                    (0.36, -0.57),
                    (0.66, -0.55),
                    (0.86, -0.49),
                    (0.98, -0.4),
                ],
                6,
            ),
            curve([(1.0, -0.3), (0.98, -0.18), (0.9, -0.15)], 4),
            [(-0.9, -0.15)],
            curve([(-0.98, -0.2), (-1.0, -0.36), (-0.94, -0.46)], 4),
        ]
    )
    d.shape(polygon(body), "accent", 0.68)
    d.cut(
        polygon(
            np.concatenate(
                [
                    curve([(-0.98, -0.3), (-0.5, -0.28), (0.2, -0.28), (0.99, -0.3)], 5),
                    [(0.97, -0.18), (0.9, -0.15), (-0.9, -0.15), (-0.97, -0.2)],
                ]
            )
        ),
        "dark",
        0.69,
    )
    d.cut(
        gathered(
            [
                tapered([(-0.98, -0.55), (-0.5, -0.46), (0.1, -0.42), (0.94, -0.4)], [0.012, 0.02, 0.022, 0.008]),
                tapered([(-0.36, -0.565), (0.38, -0.57)], 0.014),
            ]
        ),
        "light",
        0.7,
    )
    d.cut(
        gathered(
            [
                tapered([(-0.02, -0.56), (-0.03, -0.3)], 0.007),
                tapered([(-0.34, -0.56), (-0.32, -0.3)], 0.007),
                tapered([(0.36, -0.56), (0.34, -0.3)], 0.007),
                tapered([(0.05, -0.48), (0.12, -0.48)], 0.016),
            ]
        ),
        "dark",
        0.7,
    )
    d.shape(
        gathered(
            [
                blob([(0.9, -0.2), (1.04, -0.22), (1.06, -0.16), (0.9, -0.13)]),
                blob([(-0.92, -0.2), (-1.05, -0.22), (-1.06, -0.16), (-0.92, -0.13)]),
            ]
        ),
        "far",
        0.71,
    )
    d.shape(blob([(0.9, -0.42), (0.96, -0.44), (1.0, -0.38), (0.97, -0.33), (0.91, -0.34)]), "light", 0.72)
    d.shape(
        gathered(
            [
                blob([(-1.01, -0.6), (-0.96, -0.58), (-0.95, -0.52), (-1.0, -0.52)]),
                blob([(-0.99, -0.42), (-0.94, -0.42), (-0.94, -0.37), (-0.99, -0.37)]),
            ]
        ),
        "second",
        0.72,
    )
    for x in (-0.58, 0.6):
        d.shape(joined(circle(x, -0.19, 0.225), rectangle(x - 0.225, -0.19, x + 0.225, -0.15)), "dark", 0.7)
        d.shape(circle(x, -0.185, 0.185), "dark", 0.73)
        d.cut(circle(x, -0.185, 0.14), "light", 0.74)
        d.cut(circle(x, -0.185, 0.095), "dark", 0.75)
        d.cut(circle(x, -0.185, 0.078), "far", 0.76)
        d.cut(
            gathered(
                [
                    circle(x, -0.185, 0.026),
                    *(
                        tapered(
                            [
                                (x + 0.03 * np.cos(a), -0.185 + 0.03 * np.sin(a)),
                                (x + 0.072 * np.cos(a), -0.185 + 0.072 * np.sin(a)),
                            ],
                            0.008,
                        )
                        for a in np.linspace(0, 2 * np.pi, 9)[:-1]
                    ),
                ]
            ),
            "dark",
            0.77,
        )
    return d.marks
