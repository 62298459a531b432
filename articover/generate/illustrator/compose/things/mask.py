"""A Venetian mask: half a face, gilt at the brows, a plume, ribbons."""

from __future__ import annotations

import numpy as np

from articover.generate.illustrator.compose.drawing import Drawing, Mark
from articover.generate.illustrator.compose.forms.curves import blob, curve, gathered, gouge, polygon, shaded, tapered

SHOWS = frozenset({"mask"})
NOT = frozenset[str]({})
STANCE = ("alone",)
EAST_TOO = False


def draw(rng: np.random.Generator, detail: float) -> list[Mark]:
    d = Drawing(1.0)
    plume = [
        tapered([(0.24, -0.62), (0.34 + 0.05 * k, -0.8), (0.24 + 0.1 * k, -0.98 + 0.03 * k * k)], [0.03, 0.075, 0.0])
        for k in range(-2, 3)
    ]
    d.shape(gathered(plume), "dark", 0.62)
    d.cut(
        gathered(
            [
                tapered(
                    [(0.25, -0.64), (0.34 + 0.05 * k, -0.8), (0.24 + 0.1 * k, -0.96 + 0.03 * k * k)], [0.006, 0.01, 0.0]
                )
                for k in range(-2, 3)
            ]
        ),
        "middle",
        0.63,
    )
    ribbons = [
        tapered([(-0.52, -0.42), (-0.66, -0.3), (-0.6, -0.12), (-0.72, 0.0)], [0.03, 0.045, 0.04, 0.02]),
        tapered([(0.52, -0.42), (0.68, -0.32), (0.62, -0.14), (0.74, -0.04)], [0.03, 0.045, 0.04, 0.02]),
    ]  # fmt: skip
    d.shape(gathered(ribbons), "second", 0.62)
    right = curve(
        [
            (0.0, -0.63),
            (0.12, -0.68),
            (0.3, -0.69),
            (0.48, -0.63),
            (0.58, -0.5),
            (0.55, -0.36),
            (0.47, -0.25),
            (0.34, -0.19),
            (0.22, -0.2),
            (0.13, -0.17),
            (0.07, -0.05),
            (0.0, -0.02),
        ],
        7,
    )
    face = polygon(np.concatenate([right, (right * np.array((-1, 1)))[::-1]]))
    d.shape(face, "accent", 0.66)
    d.cut(shaded(face, -0.06, -0.02), "dark", 0.67)
    for s in (-1, 1):
        eye = blob(
            [
                (s * 0.1, -0.4),
                (s * 0.2, -0.485),
                (s * 0.34, -0.48),
                (s * 0.46, -0.42),
                (s * 0.34, -0.36),
                (s * 0.2, -0.345),
            ]
        )
        d.cut(
            blob(
                [
                    (s * 0.07, -0.4),
                    (s * 0.19, -0.52),
                    (s * 0.36, -0.515),
                    (s * 0.51, -0.43),
                    (s * 0.36, -0.325),
                    (s * 0.18, -0.31),
                ]
            ),
            "second",
            0.68,
        )
        d.cut(eye, "dark", 0.69)
        swirl = np.linspace(0, 4.4, 22)
        curl = 0.075 * (1 - swirl / 6)
        scroll = np.stack([s * (0.3 + curl * np.cos(swirl - 1.2)), -0.24 + curl * 0.73 * np.sin(swirl - 1.2)], 1)
        scrolls = [
            tapered(scroll, [0.016, 0.012, 0.004], 2),
            gouge([(s * 0.04, -0.58), (s * 0.2, -0.63), (s * 0.42, -0.58)], 0.02),
            gouge([(s * 0.06, -0.53), (s * 0.2, -0.58), (s * 0.4, -0.55)], 0.012),
            gouge([(s * 0.44, -0.3), (s * 0.5, -0.36), (s * 0.545, -0.44)], 0.014),
        ]  # fmt: skip
        d.cut(gathered(scrolls), "light", 0.69)
    d.cut(
        gathered(
            [
                gouge([(0.0, -0.46), (0.015, -0.26), (0.0, -0.08)], 0.018),
                gouge([(-0.055, -0.1), (0.0, -0.06), (0.055, -0.1)], 0.016),
            ]
        ),
        "light",
        0.69,
    )
    d.cut(blob([(0.0, -0.66), (0.04, -0.6), (0.0, -0.54), (-0.04, -0.6)]), "light", 0.7)
    return d.marks
