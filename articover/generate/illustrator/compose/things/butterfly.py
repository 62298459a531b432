"""A butterfly with wings spread, seen from above: veins, dark borders, spots of light."""

from __future__ import annotations

import numpy as np

from articover.generate.illustrator.compose.drawing import Drawing, Mark
from articover.generate.illustrator.compose.forms.curves import blob, circle, curve, dot, gathered, gouge, tapered

SHOWS = frozenset({"butterfly", "moth"})
NOT = frozenset[str]({})
STANCE = ("alone",)
EAST_TOO = True


def draw(rng: np.random.Generator, detail: float) -> list[Mark]:
    d = Drawing(1.0)
    for side in (-1, 1):

        def at(points: list[tuple[float, float]], s: int = side) -> np.ndarray:
            return np.array([(s * x, y) for x, y in points])

        hind = [
            (0.02, -0.5), (0.2, -0.52), (0.42, -0.44), (0.48, -0.32), (0.42, -0.2), (0.34, -0.16), (0.35, -0.05),
            (0.28, 0.0), (0.24, -0.1), (0.13, -0.14), (0.05, -0.28),
        ]  # fmt: skip
        fore = [
            (0.02, -0.6), (0.1, -0.8), (0.34, -0.96), (0.6, -1.0), (0.66, -0.93), (0.61, -0.78), (0.58, -0.64),
            (0.5, -0.52), (0.3, -0.46), (0.06, -0.48),
        ]  # fmt: skip
        for outline, ink, hub in ((hind, "second", (0.04, -0.44)), (fore, "accent", (0.04, -0.57))):
            points = at(outline)
            d.shape(blob(points, 8), "dark", 0.66)
            middle = np.array((side * hub[0], hub[1]))
            centre = points.mean(0)
            inner = centre + (points - centre) * 0.82 + (middle - centre) * 0.08
            d.cut(blob(inner, 8), ink, 0.67)  # type: ignore[arg-type]
            rim = curve(points, 8, closed=True)
            veins = [
                tapered(
                    [middle, (middle * 0.45 + rim[k] * 0.55) + np.array((0.0, -0.012)), rim[k]], [0.016, 0.009, 0.005]
                )
                for k in range(12, len(rim) - 10, 7)
            ]
            d.cut(gathered(veins), "dark", 0.68)
            spots = [
                dot((centre + (rim[k] - centre) * 0.915), 0.011 if k % 2 else 0.016)
                for k in range(10, len(rim) - 12, 5)
            ]
            d.cut(gathered(spots), "light", 0.69)
        cell = at([(0.14, -0.66), (0.26, -0.76), (0.4, -0.82), (0.36, -0.7), (0.24, -0.6)])
        d.cut(blob(cell), "light", 0.69)
        d.cut(gathered([circle(side * 0.33, -0.745, 0.024), circle(side * 0.3, -0.33, 0.036)]), "dark", 0.7)
        d.cut(circle(side * 0.3, -0.33, 0.017), "light", 0.7)
        feeler = at([(0.012, -0.7), (0.07, -0.82), (0.15, -0.91)])
        d.shape(gathered([tapered(feeler, [0.01, 0.008, 0.008]), circle(side * 0.155, -0.915, 0.016)]), "dark", 0.71)
    body = [
        tapered([(0.0, -0.73), (0.0, -0.58), (0.0, -0.4), (0.0, -0.2)], [0.05, 0.075, 0.055, 0.012]),
        circle(0.0, -0.715, 0.036),
    ]  # fmt: skip
    d.shape(gathered(body), "dark", 0.72)
    d.cut(
        gathered(
            [
                gouge([(-0.026, -0.5 + 0.045 * k), (0.0, -0.488 + 0.045 * k), (0.026, -0.5 + 0.045 * k)], 0.009)
                for k in range(6)
            ]
        ),
        "second",
        0.73,
    )
    return d.marks
