"""A crane that stands on one leg, its neck in a long curve."""

from __future__ import annotations

import numpy as np

from articover.generate.illustrator.compose.drawing import Drawing, Mark
from articover.generate.illustrator.compose.forms.curves import blob, circle, gathered, gouge, polygon, shaded, tapered

SHOWS = frozenset({"crane", "heron", "stork"})
NOT = frozenset[str]({})
STANCE = ("alone", "tiny")
TALL = 0.75
EAST_TOO = True


def draw(rng: np.random.Generator, detail: float) -> list[Mark]:
    d = Drawing(1.0)
    d.shape(
        gathered(
            [
                tapered([(0.02, -0.42), (0.03, -0.22), (0.02, -0.01)], [0.028, 0.014, 0.014]),
                tapered([(-0.04, -0.42), (0.06, -0.3), (-0.06, -0.2)], [0.026, 0.015, 0.01]),
                gouge([(-0.06, -0.21), (-0.09, -0.19), (-0.1, -0.15)], 0.012),
            ]
        ),
        "dark",
        0.64,
    )
    d.shape(
        gathered(
            [
                gouge([(0.0, -0.015), (0.06, -0.008), (0.13, 0.0)], 0.016),
                gouge([(0.02, -0.015), (-0.03, -0.006), (-0.08, 0.0)], 0.014),
                gouge([(0.02, -0.012), (0.04, 0.0), (0.06, 0.006)], 0.012),
            ]
        ),
        "dark",
        0.64,
    )
    plumes = [
        tapered(
            [(-0.16, -0.55), (-0.32 - 0.02 * k, -0.5 + 0.025 * k), (-0.44 - 0.012 * (k % 2), -0.34 + 0.035 * k)],
            [0.05, 0.07, 0.0],
        )
        for k in range(5)
    ]
    d.shape(gathered(plumes), "dark", 0.65)
    body = blob(
        [
            (0.2, -0.62),
            (0.14, -0.7),
            (0.0, -0.71),
            (-0.16, -0.65),
            (-0.3, -0.53),
            (-0.36, -0.42),
            (-0.22, -0.4),
            (-0.04, -0.38),
            (0.1, -0.42),
            (0.19, -0.5),
        ]
    )
    d.shape(body, "light", 0.68)
    neck = [(0.12, -0.6), (0.25, -0.66), (0.24, -0.76), (0.13, -0.84), (0.14, -0.94), (0.22, -0.965)]
    d.shape(tapered(neck, [0.17, 0.1, 0.062, 0.05, 0.045, 0.05]), "dark", 0.69)
    d.shape(tapered([(0.08, -0.6), (0.225, -0.65), (0.215, -0.74)], [0.17, 0.09, 0.02]), "light", 0.7)
    d.shape(
        blob([(0.17, -0.985), (0.22, -1.0), (0.275, -0.98), (0.29, -0.955), (0.26, -0.935), (0.2, -0.94)]),
        "light",
        0.71,
    )
    d.shape(blob([(0.185, -0.99), (0.225, -1.006), (0.262, -0.988), (0.225, -0.975)]), "accent", 0.72)
    d.shape(polygon([(0.275, -0.975), (0.46, -0.938), (0.275, -0.938)]), "second", 0.71)
    d.cut(gathered([circle(0.245, -0.962, 0.008), tapered([(0.28, -0.952), (0.42, -0.94)], 0.005)]), "dark", 0.73)
    quills = [
        gouge(
            [
                (0.08 - 0.05 * k, -0.6 + 0.012 * k),
                (0.0 - 0.06 * k, -0.52 + 0.014 * k),
                (-0.1 - 0.055 * k, -0.47 + 0.02 * k),
            ],
            0.012,
        )
        for k in range(5)
    ]
    quills += [
        gouge(
            [
                (0.12 - 0.05 * k, -0.66 + 0.01 * k),
                (0.05 - 0.055 * k, -0.6 + 0.014 * k),
                (-0.04 - 0.05 * k, -0.565 + 0.018 * k),
            ],
            0.009,
        )
        for k in range(4)
    ]
    d.cut(gathered(quills), "middle", 0.7)
    d.cut(shaded(body, 0.015, -0.03), "far", 0.69)
    return d.marks
