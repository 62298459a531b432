"""A pair of worn walking boots, laces undone."""

from __future__ import annotations

import numpy as np

from articover.generate.illustrator.compose.drawing import Drawing, Mark
from articover.generate.illustrator.compose.forms.curves import (
    Points,
    blob,
    dot,
    gathered,
    gouge,
    polygon,
    shaded,
    tapered,
)

SHOWS = frozenset({"shoe", "boot"})
NOT = frozenset[str]({"sneaker", "sandal", "ballet"})
STANCE = ("alone",)
EAST_TOO = True


def draw(rng: np.random.Generator, detail: float) -> list[Mark]:
    d = Drawing(1.0)
    for dx, dy, ink, line in ((0.13, -0.05, "dark", "middle"), (-0.1, 0.0, "accent", "dark")):

        def at(points: list[tuple[float, float]], dx: float = dx, dy: float = dy) -> Points:
            return np.asarray(np.array(points) + np.array((dx, dy)))

        upper = blob(
            at(
                [
                    (-0.42, -0.86),
                    (-0.3, -0.9),
                    (-0.1, -0.86),
                    (-0.02, -0.83),
                    (-0.02, -0.7),
                    (0.04, -0.54),
                    (0.16, -0.42),
                    (0.34, -0.35),
                    (0.48, -0.27),
                    (0.52, -0.16),
                    (0.5, -0.09),
                    (0.1, -0.085),
                    (-0.42, -0.08),
                    (-0.44, -0.2),
                    (-0.4, -0.44),
                    (-0.44, -0.66),
                ]
            )
        )
        d.shape(upper, ink, 0.66)  # type: ignore[arg-type]
        d.cut(shaded(upper, 0.02, -0.06), line, 0.66)  # type: ignore[arg-type]
        d.cut(
            blob(at([(-0.4, -0.85), (-0.28, -0.885), (-0.1, -0.85), (-0.05, -0.81), (-0.2, -0.78), (-0.34, -0.8)])),
            "dark" if ink != "dark" else "middle",
            0.67,
        )
        tongue = blob(
            at(
                [
                    (-0.12, -0.86),
                    (0.0, -0.93),
                    (0.06, -0.86),
                    (0.06, -0.66),
                    (0.12, -0.5),
                    (0.04, -0.48),
                    (-0.04, -0.62),
                ]
            )
        )
        d.shape(tongue, "second", 0.67)
        seams = [
            gouge(at([(0.2, -0.4), (0.18, -0.28), (0.24, -0.1)]), 0.014),
            gouge(at([(-0.4, -0.42), (-0.26, -0.38), (-0.2, -0.24), (-0.22, -0.1)]), 0.014),
            gouge(at([(-0.16, -0.78), (-0.12, -0.56), (0.0, -0.38), (0.14, -0.3)]), 0.014),
            gouge(at([(0.26, -0.34), (0.32, -0.3), (0.35, -0.24)]), 0.012),
            gouge(at([(-0.36, -0.56), (-0.28, -0.54), (-0.2, -0.57)]), 0.012),
        ]  # fmt: skip
        d.cut(gathered(seams), line, 0.68)  # type: ignore[arg-type]
        eyes = at([(-0.1, -0.74), (-0.08, -0.65), (-0.04, -0.56), (0.02, -0.47), (0.1, -0.4)])
        laces = [tapered([p, p + np.array((0.11, -0.02 + 0.015 * k))], 0.02) for k, p in enumerate(eyes[1:])]
        laces += [
            tapered(at([(-0.09, -0.74), (-0.2, -0.64), (-0.16, -0.48), (-0.24, -0.34)]), [0.018, 0.016, 0.014, 0.016]),
            tapered(at([(0.06, -0.78), (0.2, -0.72), (0.22, -0.58), (0.3, -0.5)]), [0.018, 0.016, 0.014, 0.016]),
        ]
        d.shape(gathered([*laces, *(dot(p, 0.017) for p in eyes)]), "light", 0.69)
        sole = np.concatenate(
            [
                at(
                    [
                        (-0.46, -0.1),
                        (0.1, -0.105),
                        (0.53, -0.12),
                        (0.55, -0.05),
                        (0.5, 0.0),
                        (0.1, -0.0),
                        (0.06, -0.035),
                        (-0.12, -0.035),
                        (-0.14, 0.0),
                        (-0.46, 0.0),
                    ]
                )
            ]
        )
        d.shape(polygon(sole), "dark", 0.68)
        d.cut(
            gathered(
                [
                    tapered([(x + dx, -0.09 + dy), (x + dx + 0.018, -0.09 + dy)], 0.01)
                    for x in np.linspace(-0.42, 0.48, 20)
                ]
            ),
            "light",
            0.69,
        )
    return d.marks
