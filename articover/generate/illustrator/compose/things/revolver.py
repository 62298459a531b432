"""A revolver in profile, the hammer down."""

from __future__ import annotations

import numpy as np

from articover.generate.illustrator.compose.drawing import Drawing, Mark
from articover.generate.illustrator.compose.forms.curves import (
    blob,
    circle,
    gathered,
    gouge,
    joined,
    polygon,
    rectangle,
    tapered,
    without,
)

SHOWS = frozenset({"gun", "bullet"})
NOT = frozenset[str]({"rifle", "laser_gun"})
STANCE = ("alone",)
EAST_TOO = True


def draw(rng: np.random.Generator, detail: float) -> list[Mark]:
    d = Drawing(1.0)
    d.shape(
        blob(
            [
                (-0.36, -0.62),
                (-0.28, -0.65),
                (-0.17, -0.6),
                (-0.14, -0.5),
                (-0.2, -0.28),
                (-0.27, -0.08),
                (-0.33, -0.01),
                (-0.43, 0.0),
                (-0.5, -0.05),
                (-0.5, -0.12),
                (-0.42, -0.3),
                (-0.38, -0.45),
            ]
        ),
        "accent",
        0.66,
    )
    checks = [
        gouge(
            [
                (-0.44 + 0.03 * k, -0.12 - 0.07 * k),
                (-0.38 + 0.03 * k, -0.13 - 0.07 * k),
                (-0.3 + 0.026 * k, -0.1 - 0.07 * k),
            ],
            0.008,
        )
        for k in range(6)
    ]
    d.cut(gathered([*checks, circle(-0.34, -0.3, 0.018)]), "dark", 0.67)
    guard = without(
        joined(circle(-0.03, -0.42, 0.13), rectangle(-0.1, -0.56, 0.08, -0.46)),
        joined(circle(-0.03, -0.42, 0.105), rectangle(-0.09, -0.5, 0.06, -0.45)),
    )
    d.shape(guard, "dark", 0.66)
    d.shape(tapered([(-0.05, -0.54), (-0.06, -0.44), (-0.01, -0.37)], [0.04, 0.028, 0.02]), "dark", 0.66)
    frame = blob(
        [
            (-0.36, -0.72),
            (-0.36, -0.72),
            (-0.2, -0.78),
            (-0.14, -0.83),
            (-0.14, -0.83),
            (0.16, -0.83),
            (0.16, -0.83),
            (0.17, -0.56),
            (0.17, -0.56),
            (0.08, -0.53),
            (-0.14, -0.53),
            (-0.26, -0.56),
            (-0.36, -0.6),
        ]
    )
    d.shape(frame, "dark", 0.68)
    barrel = [
        polygon([(0.12, -0.82), (0.74, -0.82), (0.74, -0.71), (0.12, -0.7)]),
        polygon([(0.16, -0.7), (0.6, -0.71), (0.6, -0.65), (0.16, -0.62)]),
        polygon([(0.66, -0.82), (0.71, -0.88), (0.73, -0.88), (0.73, -0.82)]),
    ]  # fmt: skip
    d.shape(gathered(barrel), "dark", 0.68)
    d.cut(
        gathered([tapered([(0.2, -0.795), (0.72, -0.795)], 0.014), tapered([(0.2, -0.66), (0.57, -0.685)], 0.009)]),
        "middle",
        0.69,
    )
    d.shape(polygon([(-0.14, -0.81), (0.11, -0.81), (0.11, -0.585), (-0.14, -0.585)]), "middle", 0.7)
    flutes = [
        blob([(-0.06, y - 0.014), (0.1, y - 0.022), (0.108, y), (0.1, y + 0.022), (-0.06, y + 0.014), (-0.085, y)])
        for y in (-0.765, -0.7, -0.632)
    ]
    d.cut(gathered(flutes), "dark", 0.71)
    d.cut(
        gathered(
            [tapered([(-0.13, -0.81), (-0.13, -0.585)], 0.018), *(circle(-0.105, y, 0.008) for y in (-0.735, -0.665))]
        ),
        "dark",
        0.71,
    )
    d.shape(
        blob([(-0.28, -0.74), (-0.3, -0.84), (-0.37, -0.9), (-0.39, -0.88), (-0.345, -0.82), (-0.36, -0.72)]),
        "dark",
        0.69,
    )
    d.cut(
        gathered(
            [
                circle(-0.2, -0.66, 0.016),
                circle(0.13, -0.6, 0.012),
                gouge([(-0.32, -0.68), (-0.24, -0.72), (-0.17, -0.76)], 0.012),
            ]
        ),
        "middle",
        0.7,
    )
    return d.marks
