"""An Eastern dragon among clouds: a serpent's body in coils, a mane, whiskers, antlers, four clawed feet, no wings."""

from __future__ import annotations

import numpy as np

from articover.generate.illustrator.compose.drawing import Drawing, Mark
from articover.generate.illustrator.compose.forms.curves import (
    Points,
    blob,
    circle,
    curve,
    gathered,
    gouge,
    normals,
    polygon,
    ribbon,
    tapered,
)

SHOWS = frozenset({"dragon", "imugi", "dragon_orb"})
NOT = frozenset({"wyvern"})
STANCE = ("alone",)
EAST_TOO = True
EAST_ONLY = frozenset({"dragon"})


def draw(rng: np.random.Generator, detail: float) -> list[Mark]:
    d = Drawing(1.0)
    line = [
        (0.12, -0.74), (-0.02, -0.84), (-0.2, -0.78), (-0.26, -0.62), (-0.12, -0.5), (0.1, -0.5), (0.26, -0.42),
        (0.26, -0.26), (0.08, -0.17), (-0.14, -0.2), (-0.3, -0.14), (-0.4, -0.04),
    ]  # fmt: skip
    spine = curve(line, 12)
    t = np.linspace(0, 1, len(spine))
    width = np.interp(t, [0, 0.12, 0.45, 0.75, 1], [0.1, 0.13, 0.125, 0.085, 0.012])
    # What lies behind comes first: the coil passes under itself, so it is drawn from the tail on.
    side = normals(spine)
    _legs(d, spine, side, width)
    for start in range(len(spine) - 13, -1, -12):
        piece = slice(start, start + 14)
        _piece(d, spine[piece], side[piece], width[piece])
    tail = spine[-1]
    flames = [
        gouge(
            [
                tail + np.array((0.05, -0.03)),
                tail + np.array((-0.03 - 0.02 * k, -0.05 + 0.035 * k)),
                tail + np.array((-0.13, -0.06 + 0.06 * k)),
            ],
            0.04,
        )
        for k in range(3)
    ]
    d.shape(gathered(flames), "dark", 0.7)
    _head(d)
    _clouds(d)
    return d.marks


def _piece(d: Drawing, spine: Points, side: Points, width: Points) -> None:
    """A stretch of body: back fins, scales in rows, a belly of plates."""
    fins = []
    for k in range(0, len(spine) - 2, 2):
        along = spine[k + 1] - spine[k]
        foot = spine[k] - side[k] * width[k] * 0.46
        fins.append(polygon([foot - along, foot + along * 1.2, foot - side[k] * width[k] * 0.3 + along * 1.8]))
    d.shape(gathered(fins), "dark", 0.68)
    d.shape(ribbon(spine, width), "accent", 0.7)
    d.cut(ribbon(spine + side * (width * 0.34)[:, None], width * 0.3), "light", 0.71)
    cuts = []
    for k in range(0, len(spine) - 1):
        a, b = spine[k] + side[k] * width[k] * 0.2, spine[k] + side[k] * width[k] * 0.5
        if k % 2 == 0:
            cuts.append(gouge([a, (a + b) / 2, b], 0.006))
        along = spine[min(k + 1, len(spine) - 1)] - spine[k]
        for row in (-0.32, -0.13, 0.06):
            foot = spine[k] + side[k] * width[k] * (row + 0.06 * (k % 2))
            cuts.append(
                gouge([foot - side[k] * width[k] * 0.09, foot + along * 0.8, foot + side[k] * width[k] * 0.09], 0.007)
            )
    d.cut(gathered(cuts), "dark", 0.72)
    rim = spine + side * (width * 0.18)[:, None]
    d.cut(ribbon(rim, np.full(len(rim), 0.006)), "dark", 0.72)


def _legs(d: Drawing, spine: Points, side: Points, width: Points) -> None:
    """Short legs with a flame at the elbow and four claws spread."""
    for k, way, reach in (
        (26, 1, (-0.13, 0.05)), (50, 1, (0.02, 0.15)), (74, -1, (0.12, 0.02)), (100, 1, (0.02, 0.13)),
    ):  # fmt: skip
        hip = spine[k] + side[k] * width[k] * 0.1 * way
        foot = hip + np.array(reach)
        knee = (hip + foot) / 2 + np.array((-reach[1], reach[0])) * 0.35
        d.shape(tapered([hip, knee, foot], [0.085, 0.06, 0.042]), "accent", 0.66)
        d.shape(
            gathered(
                [
                    gouge([knee, knee + (knee - foot) * s, knee + (knee - foot) * 1.1 + np.array((0, 0.03 * j))], 0.02)
                    for s, j in ((0.5, -1), (0.6, 1))
                ]
            ),
            "dark",
            0.65,
        )
        out = (foot - knee) / np.linalg.norm(foot - knee)
        cross = np.array((-out[1], out[0]))
        claws = [
            gouge([foot - out * 0.01, foot + (out + cross * s) * 0.042, foot + out * 0.065 + cross * s * 0.03], 0.022)
            for s in (-1.1, -0.4, 0.4, 1.1)
        ]
        d.shape(gathered(claws), "dark", 0.67)


def _head(d: Drawing) -> None:
    """Profile to the right: a long muzzle with a curled nose, jaws apart, mane and whiskers blown back."""
    mane = [
        tapered(
            [
                (0.12, -0.78 + 0.03 * k),
                (0.03 - 0.01 * k, -0.8 + 0.05 * k),
                (-0.06 - 0.015 * (k % 2), -0.82 + 0.075 * k),
            ],
            [0.05, 0.045, 0.0],
        )
        for k in range(-2, 5)
    ]
    d.shape(gathered(mane), "dark", 0.73)
    antlers = [
        tapered([(0.16, -0.86), (0.09, -0.96), (-0.02, -1.01)], [0.03, 0.024, 0.006]),
        tapered([(0.1, -0.945), (0.09, -1.0), (0.05, -1.04)], [0.018, 0.014, 0.003]),
        tapered([(0.2, -0.87), (0.17, -0.97), (0.1, -1.05)], [0.028, 0.022, 0.005]),
    ]  # fmt: skip
    d.shape(gathered(antlers), "second", 0.74)
    lower = blob(
        [
            (0.14, -0.7),
            (0.22, -0.69),
            (0.3, -0.665),
            (0.37, -0.66),
            (0.38, -0.635),
            (0.33, -0.615),
            (0.24, -0.62),
            (0.15, -0.65),
        ]
    )
    d.shape(lower, "accent", 0.75)
    d.cut(gouge([(0.2, -0.69), (0.28, -0.68), (0.37, -0.69), (0.41, -0.72)], 0.024), "second", 0.75)
    upper = blob(
        [
            (0.08, -0.74),
            (0.1, -0.84),
            (0.17, -0.885),
            (0.24, -0.86),
            (0.28, -0.82),
            (0.34, -0.815),
            (0.39, -0.84),
            (0.43, -0.825),
            (0.44, -0.785),
            (0.41, -0.745),
            (0.36, -0.725),
            (0.28, -0.735),
            (0.21, -0.72),
            (0.14, -0.68),
        ]
    )
    d.shape(upper, "accent", 0.76)
    d.shape(
        gathered(
            [
                polygon(
                    [
                        (0.14, -0.65),
                        (0.1, -0.58),
                        (0.17, -0.62),
                        (0.17, -0.56),
                        (0.22, -0.615),
                        (0.25, -0.57),
                        (0.28, -0.615),
                    ]
                )
            ]
        ),
        "dark",
        0.74,
    )
    teeth = [polygon([(x, -0.737), (x + 0.016, -0.737), (x + 0.006, -0.708)]) for x in (0.25, 0.285, 0.32)] + [
        polygon([(0.355, -0.735), (0.378, -0.735), (0.362, -0.69)]),
        polygon([(0.34, -0.655), (0.36, -0.655), (0.352, -0.695)]),
    ]
    d.cut(gathered(teeth), "light", 0.77)
    d.cut(circle(0.215, -0.81, 0.026), "light", 0.77)
    d.cut(
        gathered(
            [
                circle(0.222, -0.808, 0.013),
                gouge([(0.16, -0.83), (0.21, -0.858), (0.26, -0.83)], 0.022),
                circle(0.41, -0.79, 0.009),
                gouge([(0.3, -0.79), (0.35, -0.775), (0.4, -0.76)], 0.009),
                gouge([(0.13, -0.74), (0.16, -0.77), (0.17, -0.73)], 0.012),
            ]
        ),
        "dark",
        0.78,
    )
    whiskers = [
        tapered([
            (0.4, -0.755), (0.5, -0.7), (0.54, -0.58), (0.47, -0.5), (0.5, -0.42)], [0.016, 0.012, 0.01, 0.007, 0.0,
        ]),
        tapered([(0.42, -0.82), (0.52, -0.87), (0.58, -0.8), (0.64, -0.85)], [0.016, 0.011, 0.008, 0.0]),
    ]  # fmt: skip
    d.shape(gathered(whiskers), "second", 0.79)


def _clouds(d: Drawing) -> None:
    """Three clouds of curls that hide parts of the coils."""
    for x, y, size in ((-0.33, -0.36, 0.1), (0.36, -0.09, 0.11), (-0.05, -0.02, 0.09)):
        puffs = [
            circle(x + size * a, y + size * b, size * r)
            for a, b, r in (
                (-0.7, 0.05, 0.42),
                (-0.1, -0.22, 0.55),
                (0.55, 0.0, 0.45),
                (1.0, 0.18, 0.27),
                (-1.1, 0.2, 0.25),
            )
        ]
        d.shape(gathered(puffs), "far", 0.8)
        curls = []
        for a, b, r in ((-0.7, 0.05, 0.3), (-0.1, -0.22, 0.42), (0.55, 0.0, 0.33)):
            turn = np.linspace(-2.6, 2.2, 16)
            radius = np.linspace(r, r * 0.25, 16) * size
            curls.append(
                tapered(
                    np.stack([x + size * a + radius * np.cos(turn), y + size * b + radius * np.sin(turn)], 1),
                    [0.003, 0.009, 0.003],
                    2,
                )
            )
        d.cut(gathered(curls), "dark", 0.81)
