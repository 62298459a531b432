"""A human skull in three-quarter view: domed vault, cheekbone, hollow orbit and nose, teeth."""

from __future__ import annotations

import itertools

import numpy as np

from articover.generate.illustrator.compose.drawing import Drawing, Mark
from articover.generate.illustrator.compose.forms.curves import blob, gathered, gouge, tapered

SHOWS = frozenset({"skull", "skeleton", "bone"})
NOT = frozenset[str]()
STANCE = ("alone",)
EAST_TOO = True


def draw(rng: np.random.Generator, detail: float) -> list[Mark]:
    d = Drawing(1.0)
    vault = blob(
        [
            (0.1, -1.0),
            (-0.14, -0.985),
            (-0.33, -0.88),
            (-0.42, -0.7),
            (-0.41, -0.52),
            (-0.34, -0.38),
            (-0.24, -0.31),
            (-0.14, -0.3),
            (0.0, -0.26),
            (0.2, -0.26),
            (0.36, -0.33),
            (0.4, -0.46),
            (0.42, -0.6),
            (0.41, -0.78),
            (0.31, -0.93),
        ]
    )
    jaw = blob(
        [
            (-0.2, -0.38),
            (-0.21, -0.24),
            (-0.16, -0.1),
            (-0.06, -0.02),
            (0.1, 0.0),
            (0.26, -0.01),
            (0.34, -0.07),
            (0.36, -0.2),
            (0.34, -0.32),
            (0.1, -0.36),
        ]
    )
    d.shape(jaw, "light", 0.69)
    d.cut(
        blob(
            [
                (-0.2, -0.36),
                (-0.21, -0.22),
                (-0.14, -0.08),
                (-0.04, -0.01),
                (-0.02, -0.08),
                (-0.1, -0.2),
                (-0.12, -0.34),
            ]
        ),
        "middle",
        0.69,
    )
    d.shape(vault, "light", 0.7)
    shade = blob(
        [
            (-0.3, -0.9),
            (-0.42, -0.7),
            (-0.41, -0.52),
            (-0.34, -0.38),
            (-0.24, -0.31),
            (-0.14, -0.3),
            (-0.13, -0.4),
            (-0.24, -0.48),
            (-0.32, -0.62),
            (-0.3, -0.78),
        ]
    )
    d.cut(shade, "middle", 0.71)
    d.cut(blob([(-0.26, -0.55), (-0.2, -0.68), (-0.13, -0.7), (-0.14, -0.56), (-0.18, -0.46)]), "middle", 0.71)
    # Cheekbone and arch, with the hollow of the temple below it.
    d.cut(
        blob([(-0.19, -0.44), (-0.1, -0.43), (-0.02, -0.36), (-0.02, -0.28), (-0.12, -0.27), (-0.18, -0.32)]),
        "dark",
        0.72,
    )
    d.shape(
        tapered([(-0.23, -0.47), (-0.1, -0.455), (0.02, -0.4), (0.06, -0.35)], [0.035, 0.05, 0.075, 0.05]),
        "light",
        0.73,
    )
    sockets = [
        blob([
            (-0.09, -0.62), (0.0, -0.665), (0.1, -0.635), (0.125, -0.55), (0.09, -0.47), (0.0, -0.445),
            (-0.08, -0.48), (-0.11, -0.55),
        ]),
        blob([
            (0.235, -0.635), (0.3, -0.66), (0.365, -0.62), (0.375, -0.54), (0.34, -0.47), (0.27, -0.46),
            (0.225, -0.52),
        ]),
        blob([
            (0.19, -0.49), (0.225, -0.44), (0.25, -0.37), (0.23, -0.345), (0.2, -0.36), (0.185, -0.375),
            (0.17, -0.35), (0.14, -0.345), (0.13, -0.38), (0.16, -0.44),
        ]),
    ]  # fmt: skip
    d.cut(gathered(sockets), "dark", 0.74)
    d.cut(
        gathered(
            [
                gouge([(-0.07, -0.52), (0.0, -0.465), (0.08, -0.49)], 0.018),
                gouge([(0.25, -0.5), (0.29, -0.475), (0.34, -0.49)], 0.014),
            ]
        ),
        "middle",
        0.75,
    )
    d.cut(
        gathered(
            [
                gouge([(-0.1, -0.66), (0.0, -0.705), (0.11, -0.675)], 0.018),
                gouge([(0.23, -0.675), (0.3, -0.7), (0.37, -0.665)], 0.014),
            ]
        ),
        "middle",
        0.75,
    )
    _teeth(d)
    cracks = [
        tapered([
            (0.05, -0.99), (0.02, -0.92), (0.06, -0.87), (0.03, -0.81), (0.05, -0.77)], [0.008, 0.007, 0.006, 0.005,
            0.0,
        ], 2),
        tapered([(-0.1, -0.97), (-0.16, -0.86), (-0.14, -0.8), (-0.19, -0.72)], [0.006, 0.006, 0.005, 0.0], 2),
        tapered([(0.02, -0.92), (-0.03, -0.89)], [0.006, 0.0]),
    ]  # fmt: skip
    d.cut(gathered(cracks), "dark", 0.75)
    d.cut(gouge([(-0.14, -0.9), (0.06, -0.955), (0.27, -0.9)], 0.022), "middle", 0.72)
    return d.marks


def _teeth(d: Drawing) -> None:
    """Two rows that turn away round the jaw; a gap where one is lost."""
    d.cut(
        blob(
            [(-0.01, -0.255), (0.15, -0.27), (0.32, -0.265), (0.35, -0.2), (0.32, -0.15), (0.15, -0.135), (0.0, -0.16)]
        ),
        "dark",
        0.74,
    )
    xs = np.array([0.0, 0.04, 0.085, 0.135, 0.19, 0.24, 0.285, 0.32, 0.345])
    upper, lower = [], []
    for k, (a, b) in enumerate(itertools.pairwise(xs)):
        rise = 0.012 * abs(k - 4.2) / 4
        if k != 5:
            upper.append(
                blob(
                    [
                        (a + 0.004, -0.275 + rise),
                        (b - 0.004, -0.275 + rise),
                        (b - 0.006, -0.212 - rise),
                        (a + 0.006, -0.212 - rise),
                    ],
                    4,
                )
            )
        lower.append(
            blob(
                [
                    (a + 0.008, -0.2 - rise),
                    (b - 0.004, -0.2 - rise),
                    (b - 0.006, -0.135 - rise),
                    (a + 0.008, -0.135 - rise),
                ],
                4,
            )
        )
    d.shape(gathered([*upper, *lower]), "light", 0.75)
    d.cut(
        gathered(
            [gouge([(x, -0.3), (x + 0.004, -0.33)], 0.008) for x in xs[1:-1]]
            + [gouge([(x, -0.12), (x, -0.09)], 0.007) for x in xs[1:-1]]
        ),
        "middle",
        0.75,
    )
    d.cut(gathered([gouge([(0.08, -0.06), (0.16, -0.04), (0.25, -0.06)], 0.016)]), "middle", 0.75)
