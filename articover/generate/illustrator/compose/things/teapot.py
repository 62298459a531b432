"""A round teapot, steam from its spout."""

from __future__ import annotations

import numpy as np

from articover.generate.illustrator.compose.drawing import Drawing, Mark
from articover.generate.illustrator.compose.forms.curves import (
    blob,
    circle,
    gathered,
    gouge,
    rectangle,
    shaded,
    tapered,
    without,
)

SHOWS = frozenset({"teapot", "tea"})
NOT = frozenset[str]({"tea_field"})
STANCE = ("alone",)
EAST_TOO = True


def draw(rng: np.random.Generator, detail: float) -> list[Mark]:
    d = Drawing(1.0)
    handle = without(
        blob([(-0.32, -0.58), (-0.5, -0.62), (-0.62, -0.5), (-0.6, -0.32), (-0.46, -0.16), (-0.32, -0.14)]),
        blob([(-0.34, -0.5), (-0.46, -0.53), (-0.54, -0.46), (-0.525, -0.33), (-0.44, -0.22), (-0.32, -0.22)]),
    )
    d.shape(handle, "dark", 0.64)
    spout = blob(
        [
            (0.3, -0.24),
            (0.44, -0.32),
            (0.5, -0.46),
            (0.56, -0.62),
            (0.66, -0.65),
            (0.66, -0.65),
            (0.63, -0.56),
            (0.6, -0.38),
            (0.5, -0.2),
            (0.34, -0.1),
        ]
    )
    d.shape(spout, "accent", 0.65)
    d.cut(gouge([(0.34, -0.13), (0.5, -0.24), (0.585, -0.42), (0.62, -0.6)], 0.03), "dark", 0.66)
    body = blob(
        [
            (-0.16, -0.63),
            (0.16, -0.63),
            (0.33, -0.54),
            (0.41, -0.36),
            (0.36, -0.15),
            (0.22, -0.03),
            (-0.22, -0.03),
            (-0.36, -0.15),
            (-0.41, -0.36),
            (-0.33, -0.54),
        ]
    )
    d.shape(body, "accent", 0.68)
    d.cut(shaded(body, -0.075, -0.02), "dark", 0.69)
    d.cut(tapered([(-0.31, -0.44), (-0.34, -0.33), (-0.3, -0.2)], [0.004, 0.035, 0.004]), "light", 0.7)
    band = [
        blob([(x - 0.035, y), (x, y - 0.06), (x + 0.035, y), (x, y + 0.06)])
        for x, y in ((-0.2, -0.33), (-0.09, -0.315), (0.02, -0.31), (0.13, -0.315), (0.23, -0.33))
    ]
    d.cut(gathered(band), "light", 0.7)
    d.cut(
        gathered(
            [
                gouge([(-0.3, -0.235), (0.0, -0.21), (0.3, -0.24)], 0.014),
                gouge([(-0.3, -0.42), (0.0, -0.405), (0.3, -0.425)], 0.014),
            ]
        ),
        "light",
        0.7,
    )
    d.shape(rectangle(-0.2, -0.04, 0.2, 0.0), "dark", 0.67)
    lid = blob(
        [(-0.19, -0.62), (-0.19, -0.62), (-0.14, -0.69), (0.0, -0.72), (0.14, -0.69), (0.19, -0.62), (0.19, -0.62)]
    )
    d.shape(lid, "accent", 0.71)
    d.cut(tapered([(-0.2, -0.622), (0.2, -0.622)], 0.018), "dark", 0.72)
    d.shape(gathered([circle(0.0, -0.755, 0.042), rectangle(-0.018, -0.74, 0.018, -0.7)]), "dark", 0.72)
    steam = [
        tapered([(0.67, -0.69), (0.71, -0.76), (0.66, -0.83), (0.71, -0.91), (0.67, -1.0)], [0.0, 0.03, 0.024, 0.0]),
        tapered([(0.73, -0.72), (0.76, -0.79), (0.74, -0.86), (0.77, -0.92)], [0.0, 0.02, 0.016, 0.0]),
    ]  # fmt: skip
    d.shape(gathered(steam), "light", 0.6)
    return d.marks
