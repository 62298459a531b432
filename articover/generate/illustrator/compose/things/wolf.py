"""A wolf that howls, seated, its head thrown back."""

from __future__ import annotations

import numpy as np

from articover.generate.illustrator.compose.drawing import Drawing, Mark
from articover.generate.illustrator.compose.forms.curves import blob, gathered, gouge, polygon, tapered

SHOWS = frozenset({"wolf", "coyote", "werewolf"})
NOT = frozenset[str]()
STANCE = ("alone", "tiny")
TALL = 0.75
EAST_TOO = True


def draw(rng: np.random.Generator, detail: float) -> list[Mark]:
    d = Drawing(1.0)
    # The brush lies behind on the ground, torn at its edge.
    brush = blob(
        [
            (-0.22, -0.1),
            (-0.36, -0.12),
            (-0.52, -0.08),
            (-0.6, -0.015),
            (-0.6, -0.015),
            (-0.5, -0.01),
            (-0.4, 0.0),
            (-0.22, 0.0),
        ]
    )
    d.shape(brush, "dark", 0.66)
    body = blob(
        [
            (0.1, -0.72),
            (0.14, -0.62),
            (0.2, -0.5),
            (0.21, -0.38),
            (0.17, -0.25),
            (0.16, -0.1),
            (0.0, -0.02),
            (-0.24, 0.0),
            (-0.32, -0.05),
            (-0.33, -0.18),
            (-0.27, -0.34),
            (-0.17, -0.5),
            (-0.09, -0.63),
            (-0.03, -0.73),
        ]
    )
    d.shape(body, "dark", 0.7)
    # Fore legs, straight; the hind foot flat in front of the haunch.
    d.shape(tapered([(0.07, -0.42), (0.075, -0.22), (0.06, -0.03)], [0.12, 0.07, 0.055]), "dark", 0.69)
    d.shape(
        tapered([(0.15, -0.46), (0.185, -0.26), (0.18, -0.14), (0.19, -0.03)], [0.14, 0.085, 0.06, 0.052]), "dark", 0.72
    )
    paws = [
        blob([(x - 0.035, -0.045), (x + 0.03, -0.05), (x + 0.07, -0.02), (x + 0.065, 0.0), (x - 0.03, 0.0)])
        for x in (0.062, 0.192)
    ]
    d.shape(
        gathered([*paws, blob([(-0.2, -0.05), (-0.06, -0.055), (0.02, -0.02), (0.01, 0.0), (-0.2, 0.0)])]), "dark", 0.73
    )
    # Neck and head: the muzzle points up, jaws apart.
    neck = blob(
        [
            (-0.04, -0.64),
            (-0.06, -0.74),
            (-0.02, -0.83),
            (0.05, -0.87),
            (0.14, -0.83),
            (0.17, -0.74),
            (0.2, -0.6),
            (0.14, -0.54),
            (0.02, -0.56),
        ]
    )
    d.shape(neck, "dark", 0.74)
    upper = [
        (0.0, -0.8), (0.03, -0.87), (0.09, -0.905), (0.15, -0.95), (0.185, -0.995), (0.205, -1.0), (0.222, -0.985),
        (0.21, -0.945), (0.185, -0.895), (0.17, -0.85), (0.14, -0.78), (0.05, -0.74),
    ]  # fmt: skip
    d.shape(blob(upper), "dark", 0.75)
    lower = [
        (0.14, -0.79), (0.195, -0.84), (0.235, -0.885), (0.258, -0.915), (0.268, -0.9), (0.26, -0.86),
        (0.225, -0.79), (0.18, -0.74),
    ]  # fmt: skip
    d.shape(blob(lower), "dark", 0.75)
    d.shape(
        gathered(
            [
                blob(
                    [
                        (0.035, -0.86),
                        (0.035, -0.86),
                        (-0.02, -0.9),
                        (-0.09, -0.9),
                        (-0.09, -0.9),
                        (-0.06, -0.85),
                        (0.0, -0.8),
                        (0.0, -0.8),
                    ]
                )
            ]
        ),
        "dark",
        0.76,
    )
    d.cut(gouge([(0.185, -0.855), (0.2, -0.9), (0.213, -0.945)], 0.02), "accent", 0.77)
    d.cut(
        gathered(
            [
                polygon([(0.2, -0.945), (0.212, -0.925), (0.188, -0.915)]),
                polygon([(0.235, -0.88), (0.222, -0.897), (0.243, -0.9)]),
            ]
        ),
        "light",
        0.78,
    )
    d.cut(gouge([(0.088, -0.862), (0.11, -0.868), (0.125, -0.885)], 0.014), "light", 0.78)
    # Light on the chest and along the back, in tufts that follow the coat.
    tufts = []
    for k in range(15):
        t = k / 14
        x, y = 0.175 - 0.02 * np.sin(t * 9) - 0.07 * t, -0.68 + 0.34 * t
        tufts.append(gouge([(x, y), (x + 0.01, y + 0.04), (x - 0.012, y + 0.09)], 0.024))
    for k in range(11):
        t = k / 10
        x, y = -0.02 - 0.2 * t, -0.66 + 0.42 * t
        tufts.append(gouge([(x, y), (x - 0.012, y + 0.045), (x - 0.005, y + 0.09)], 0.018))
    tufts += [
        gouge([(0.06 + 0.022 * k, -0.73 - 0.012 * k), (0.07 + 0.022 * k, -0.69), (0.06 + 0.02 * k, -0.64)], 0.016)
        for k in range(5)
    ]
    tufts += [
        gouge([(-0.06, -0.28), (-0.02, -0.18), (-0.06, -0.06)], 0.02),
        gouge([(-0.28, -0.08), (-0.4, -0.07), (-0.53, -0.035)], 0.018),
        gouge([(-0.3, -0.045), (-0.38, -0.03), (-0.47, -0.02)], 0.014),
    ]
    d.cut(gathered(tufts), "middle", 0.77)
    return d.marks
