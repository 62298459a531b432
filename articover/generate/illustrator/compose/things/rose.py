"""A rose with its stem and thorns, petals cut from the bud outward."""

from __future__ import annotations

import numpy as np

from articover.generate.illustrator.compose.drawing import Drawing, Mark
from articover.generate.illustrator.compose.forms.curves import blob, gouge, inside, polygon, shaded, tapered

SHOWS = frozenset({"rose"})
NOT = frozenset[str]()
STANCE = ("alone",)
EAST_TOO = True


def draw(rng: np.random.Generator, detail: float) -> list[Mark]:
    d = Drawing(1.0)
    d.shape(
        tapered([(0.0, -0.62), (0.03, -0.36), (-0.03, -0.15), (0.02, 0.0)], [0.035, 0.03, 0.032, 0.028]), "dark", 0.6
    )
    for x, y, s in ((0.025, -0.44, 1), (0.0, -0.28, -1), (-0.02, -0.12, 1)):
        d.shape(polygon([(x, y - 0.02), (x + 0.055 * s, y - 0.035), (x, y + 0.02)]), "dark", 0.6)
    for x, y, s, size in ((0.02, -0.34, 1, 0.3), (-0.02, -0.2, -1, 0.26)):
        leaf = blob(
            [
                (x, y),
                (x, y),
                (x + s * size * 0.45, y - size * 0.42),
                (x + s * size, y - size * 0.3),
                (x + s * size, y - size * 0.3),
                (x + s * size * 0.6, y + size * 0.06),
            ]
        )
        d.shape(leaf, "middle", 0.6)
        d.cut(
            gouge([(x, y), (x + s * size * 0.5, y - size * 0.2), (x + s * size * 0.96, y - size * 0.29)], 0.014),
            "dark",
            0.6,
        )
        for t in (0.35, 0.55, 0.75):
            px, py = x + s * size * t, y - size * (0.05 + 0.3 * t) + 0.02
            d.cut(gouge([(px, py), (px + s * 0.03, py - 0.04), (px + s * 0.035, py - 0.08)], 0.008), "dark", 0.6)
    outer = blob(
        [
            (0.0, -0.58),
            (0.17, -0.6),
            (0.27, -0.71),
            (0.28, -0.85),
            (0.19, -0.95),
            (0.05, -1.0),
            (-0.1, -0.99),
            (-0.24, -0.92),
            (-0.29, -0.79),
            (-0.25, -0.67),
            (-0.14, -0.59),
        ]
    )
    d.shape(outer, "accent", 0.7)
    for s in (-1, 1):
        d.cut(
            inside(
                shaded(
                    blob([(s * 0.02, -0.6), (s * 0.2, -0.62), (s * 0.29, -0.78), (s * 0.2, -0.88), (s * 0.05, -0.72)]),
                    0.02,
                    -0.035,
                ),
                outer,
            ),
            "dark",
            0.7,
        )
    petals = [
        [(-0.2, -0.9), (-0.06, -0.8), (0.1, -0.82), (0.21, -0.91)],
        [(-0.24, -0.74), (-0.08, -0.66), (0.12, -0.68), (0.22, -0.8)],
        [
            (-0.1, -0.94),
            (-0.11, -0.86),
            (0.0, -0.82),
            (0.1, -0.87),
            (0.07, -0.94),
            (-0.02, -0.96),
            (-0.04, -0.9),
            (0.03, -0.88),
        ],
        [(-0.27, -0.84), (-0.18, -0.74), (-0.05, -0.7)],
        [(0.26, -0.84), (0.18, -0.74), (0.06, -0.7)],
    ]
    for petal in petals:
        d.cut(tapered(petal, [0.0, 0.02, 0.024, 0.014, 0.0]), "dark", 0.7)
        d.cut(tapered([(x + 0.006, y - 0.022) for x, y in petal], [0.0, 0.01, 0.012, 0.0]), "light", 0.7)
    for s in (-1, 0, 1):
        d.shape(
            blob(
                [
                    (s * 0.05, -0.61),
                    (s * 0.05, -0.61),
                    (s * 0.13 + 0.01, -0.56),
                    (s * 0.19, -0.5),
                    (s * 0.19, -0.5),
                    (s * 0.06, -0.55),
                ]
                if s
                else [(-0.05, -0.6), (0.05, -0.6), (0.03, -0.55), (-0.03, -0.55)]
            ),
            "dark",
            0.72,
        )
    return d.marks
