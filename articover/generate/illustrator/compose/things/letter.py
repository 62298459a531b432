"""A letter closed with wax, a line of address."""

from __future__ import annotations

import numpy as np

from articover.generate.illustrator.compose.drawing import Drawing, Mark
from articover.generate.illustrator.compose.forms.curves import (
    blob,
    curve,
    dot,
    gathered,
    gouge,
    polygon,
    tapered,
    turned,
    without,
)

SHOWS = frozenset({"letter"})
NOT = frozenset[str]({})
STANCE = ("alone",)
EAST_TOO = True


def draw(rng: np.random.Generator, detail: float) -> list[Mark]:
    d = Drawing(1.0)
    back = polygon(turned([(-0.62, -0.86), (0.62, -0.86), (0.62, -0.04), (-0.62, -0.04)], -5, (0, -0.45)))
    d.shape(back, "light", 0.66)

    def at(points: list[tuple[float, float]]) -> np.ndarray:
        return np.asarray(turned(points, -5, (0, -0.45)))

    d.cut(polygon(at([(-0.62, -0.04), (-0.05, -0.5), (0.05, -0.5), (0.62, -0.04)])), "light", 0.67)
    d.cut(
        gathered(
            [tapered(at([(-0.62, -0.04), (-0.05, -0.5)]), 0.014), tapered(at([(0.62, -0.04), (0.05, -0.5)]), 0.014)]
        ),
        "middle",
        0.68,
    )
    flap = polygon(
        np.concatenate(
            [
                at([(-0.62, -0.86)]),
                at([(0.62, -0.86)]),
                curve(at([(0.3, -0.58), (0.06, -0.385), (0.0, -0.36), (-0.06, -0.385), (-0.3, -0.58)]), 6),
            ]
        )
    )
    d.cut(
        polygon(
            np.concatenate(
                [
                    at([(-0.62, -0.82)]),
                    at([(0.62, -0.82)]),
                    curve(at([(0.3, -0.545), (0.06, -0.35), (0.0, -0.325), (-0.06, -0.35), (-0.3, -0.545)]), 6),
                ]
            )
        ),
        "middle",
        0.69,
    )
    d.shape(flap, "light", 0.7)
    d.cut(
        gathered(
            [
                gouge(at([(-0.56, -0.82), (-0.3, -0.62), (-0.06, -0.43)]), 0.008),
                gouge(at([(0.56, -0.82), (0.3, -0.62), (0.06, -0.43)]), 0.008),
            ]
        ),
        "far",
        0.71,
    )
    middle = at([(0.0, -0.4)])[0]
    rim = [
        middle + np.array((np.cos(a), np.sin(a))) * 0.115 * float(rng.uniform(0.9, 1.12))
        for a in np.linspace(0, 2 * np.pi, 13)[:-1]
    ]
    d.shape(blob(np.array(rim)), "accent", 0.72)
    d.cut(without(dot(middle, 0.08), dot(middle, 0.07)), "dark", 0.73)
    sprig = [
        tapered(middle + np.array([(-0.004, 0.05), (0.0, 0.0), (0.01, -0.05)]), [0.012, 0.009, 0.003]),
    ]  # fmt: skip
    sprig += [
        gouge(
            [
                middle + np.array((0.0, y)),
                middle + np.array((s * 0.022, y - 0.012)),
                middle + np.array((s * 0.036, y - 0.03)),
            ],
            0.015,
        )
        for y in (0.03, 0.005, -0.02)
        for s in (-1, 1)
    ]
    d.cut(gathered(sprig), "dark", 0.74)
    d.cut(
        gouge(
            [
                middle + np.array((-0.085, -0.03)),
                middle + np.array((-0.06, -0.075)),
                middle + np.array((-0.01, -0.095)),
            ],
            0.014,
        ),
        "light",
        0.74,
    )
    return d.marks
