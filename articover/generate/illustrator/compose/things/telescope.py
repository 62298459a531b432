"""A brass telescope on a tripod, raised to the sky."""

from __future__ import annotations

import numpy as np

from articover.generate.illustrator.compose.drawing import Drawing, Mark
from articover.generate.illustrator.compose.forms.curves import circle, gathered, polygon, rectangle, tapered, turned

SHOWS = frozenset({"telescope", "astronomer", "observatory"})
NOT = frozenset[str]({})
STANCE = ("alone",)
EAST_TOO = True


def draw(rng: np.random.Generator, detail: float) -> list[Mark]:
    d = Drawing(1.0)
    for foot, ink in ((-0.3, "dark"), (0.34, "dark"), (0.06, "second")):
        d.shape(tapered([(0.02, -0.56), (foot * 0.5 + 0.01, -0.28), (foot, 0.0)], [0.05, 0.036, 0.026]), ink, 0.62)  # type: ignore[arg-type]
    d.cut(
        gathered([tapered([(-0.13, -0.26), (0.19, -0.25)], 0.014), tapered([(-0.13, -0.26), (0.05, -0.21)], 0.012)]),
        "dark",
        0.62,
    )
    d.shape(gathered([circle(0.02, -0.58, 0.06), rectangle(-0.03, -0.6, 0.07, -0.5)]), "dark", 0.64)
    parts = [
        ("dark", -0.5, -0.43, 0.05), ("second", -0.43, -0.24, 0.06), ("dark", -0.24, -0.21, 0.085),
        ("second", -0.21, 0.12, 0.1),
        ("dark", 0.12, 0.16, 0.13), ("second", 0.16, 0.5, 0.145), ("dark", 0.5, 0.56, 0.18),
    ]  # fmt: skip
    for ink, a, b, thick in parts:
        box = turned([(a, -thick / 2), (b, -thick / 2), (b, thick / 2), (a, thick / 2)], -32) + np.array((0.03, -0.66))
        d.shape(polygon(box), ink, 0.66)  # type: ignore[arg-type]
        if ink == "second":
            glint = turned(
                [
                    (a + 0.01, -thick * 0.3),
                    (b - 0.01, -thick * 0.3),
                    (b - 0.01, -thick * 0.12),
                    (a + 0.01, -thick * 0.12),
                ],
                -32,
            ) + np.array((0.03, -0.66))
            under = turned([(a, thick * 0.2), (b, thick * 0.2), (b, thick / 2), (a, thick / 2)], -32) + np.array(
                (0.03, -0.66)
            )
            d.cut(polygon(glint), "light", 0.67)
            d.cut(polygon(under), "accent", 0.67)
    finder = turned([(-0.15, -0.11), (0.1, -0.11), (0.1, -0.085), (-0.15, -0.085)], -32) + np.array((0.03, -0.66))
    d.shape(polygon(finder), "dark", 0.68)
    lens = turned([(0.56, -0.085), (0.59, -0.05), (0.6, 0.0), (0.59, 0.05), (0.56, 0.085)], -32) + np.array(
        (0.03, -0.66)
    )
    d.shape(polygon(lens), "light", 0.68)
    return d.marks
