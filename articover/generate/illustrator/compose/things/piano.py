"""A grand piano with its lid up, seen from the player's right."""

from __future__ import annotations

import numpy as np

from articover.generate.illustrator.compose.drawing import Drawing, Mark
from articover.generate.illustrator.compose.forms.curves import (
    circle,
    curve,
    gathered,
    gouge,
    polygon,
    rectangle,
    tapered,
)

SHOWS = frozenset({"piano", "pianist"})
NOT = frozenset[str]({})
STANCE = ("alone",)
EAST_TOO = True


def draw(rng: np.random.Generator, detail: float) -> list[Mark]:
    d = Drawing(1.0)
    legs = [
        polygon([(x - 0.035, -0.36), (x + 0.035, -0.36), (x + 0.018, -0.03), (x - 0.018, -0.03)])
        for x in (-0.44, 0.02, 0.58)
    ]
    d.shape(gathered([*legs, *(circle(x, -0.018, 0.018) for x in (-0.44, 0.02, 0.58))]), "dark", 0.64)
    pedals = [
        tapered([(-0.2, -0.36), (-0.22, -0.09)], 0.018), tapered([(-0.12, -0.36), (-0.1, -0.09)], 0.018),
        rectangle(-0.26, -0.11, -0.06, -0.08),
    ]  # fmt: skip
    d.shape(gathered(pedals), "dark", 0.64)
    d.shape(
        gathered([tapered([(x, -0.085), (x - 0.045, -0.055)], 0.016) for x in (-0.21, -0.16, -0.11)]), "second", 0.65
    )
    # The lid: the case's own outline, turned up on its hinge.
    lid = np.concatenate(
        [
            curve(
                [
                    (-0.52, -0.56),
                    (-0.34, -0.82),
                    (-0.1, -0.96),
                    (0.14, -0.99),
                    (0.36, -0.94),
                    (0.5, -0.82),
                    (0.66, -0.72),
                    (0.74, -0.6),
                ],
                8,
            ),
            [(0.72, -0.52), (-0.3, -0.52)],
        ]
    )
    d.shape(polygon(lid), "dark", 0.66)
    inner = np.concatenate(
        [
            curve(
                [
                    (-0.44, -0.57),
                    (-0.3, -0.78),
                    (-0.08, -0.91),
                    (0.14, -0.94),
                    (0.34, -0.89),
                    (0.48, -0.78),
                    (0.62, -0.69),
                    (0.69, -0.6),
                ],
                8,
            ),
            [(0.68, -0.54), (-0.3, -0.54)],
        ]
    )
    d.cut(polygon(inner), "accent", 0.67)
    strings = [
        tapered([(-0.28 + 0.085 * k, -0.53), (-0.16 + 0.078 * k, -0.84 + 0.022 * abs(k - 4) ** 1.35)], 0.005)
        for k in range(11)
    ]
    d.cut(gathered(strings), "second", 0.67)
    d.shape(tapered([(0.4, -0.53), (0.29, -0.85)], 0.02), "dark", 0.68)
    case = np.concatenate(
        [
            curve([(-0.58, -0.52), (-0.2, -0.535), (0.3, -0.535), (0.64, -0.53), (0.78, -0.49)], 6),
            curve([(0.78, -0.42), (0.66, -0.36), (0.3, -0.33), (-0.2, -0.33), (-0.5, -0.33)], 6),
            [(-0.56, -0.37)],
        ]
    )
    d.shape(polygon(case), "dark", 0.7)
    d.cut(
        gathered(
            [
                gouge([(-0.3, -0.485), (0.3, -0.495), (0.74, -0.465)], 0.014),
                gouge([(0.5, -0.42), (0.66, -0.42), (0.75, -0.45)], 0.02),
            ]
        ),
        "middle",
        0.71,
    )
    # Key bed, keys and music desk.
    d.shape(polygon([(-0.68, -0.44), (-0.26, -0.42), (-0.26, -0.36), (-0.68, -0.38)]), "dark", 0.72)
    d.shape(polygon([(-0.67, -0.465), (-0.27, -0.445), (-0.27, -0.415), (-0.67, -0.435)]), "light", 0.73)
    keys = [
        tapered([(x, -0.463 + (x + 0.67) * 0.05), (x, -0.435 + (x + 0.67) * 0.05)], 0.004)
        for x in np.linspace(-0.65, -0.29, 14)
    ]
    blacks = [
        tapered([(x, -0.465 + (x + 0.67) * 0.05), (x, -0.447 + (x + 0.67) * 0.05)], 0.014)
        for k, x in enumerate(np.linspace(-0.637, -0.277, 14))
        if k % 7 not in (2, 6)
    ]
    d.cut(gathered([*keys, *blacks]), "dark", 0.74)
    d.shape(polygon([(-0.52, -0.53), (-0.5, -0.72), (-0.28, -0.71), (-0.27, -0.52)]), "dark", 0.69)
    d.shape(
        polygon([(-0.485, -0.55), (-0.47, -0.755), (-0.385, -0.735), (-0.3, -0.75), (-0.295, -0.54), (-0.39, -0.53)]),
        "light",
        0.7,
    )
    staves = [tapered([(-0.465, -0.7 + 0.045 * k), (-0.31, -0.695 + 0.045 * k)], 0.007) for k in range(4)]
    d.cut(gathered(staves), "middle", 0.71)
    return d.marks
