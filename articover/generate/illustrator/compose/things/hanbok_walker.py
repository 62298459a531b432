"""A woman in hanbok seen from behind: a short jacket, a skirt like a bell, a long braid with a red ribbon."""

from __future__ import annotations

import numpy as np

from articover.generate.illustrator.compose.drawing import Drawing, Mark
from articover.generate.illustrator.compose.forms.curves import blob, circle, gathered, shaded, tapered

SHOWS = frozenset({"hanbok", "court_lady", "gisaeng"})
NOT = frozenset[str]()
STANCE = ("tiny", "alone")
EAST_TOO = True


def draw(rng: np.random.Generator, detail: float) -> list[Mark]:
    d = Drawing(1.0)
    sway = float(rng.uniform(-0.02, 0.03))
    d.shape(
        gathered(
            [
                blob([(-0.09, -0.03), (-0.04, -0.03), (-0.03, 0.0), (-0.1, 0.0)]),
                blob([(0.05, -0.03), (0.1, -0.03), (0.11, 0.0), (0.04, 0.0)]),
            ]
        ),
        "light",
        0.68,
    )
    skirt = blob(
        [
            (-0.075, -0.71),
            (0.075, -0.71),
            (0.13, -0.62),
            (0.2, -0.45),
            (0.25 + sway, -0.22),
            (0.27 + sway, -0.03),
            (0.27 + sway, -0.03),
            (0.12, -0.012),
            (-0.04, -0.02),
            (-0.18, -0.008),
            (-0.25 + sway, -0.03),
            (-0.25 + sway, -0.03),
            (-0.24, -0.22),
            (-0.19, -0.45),
            (-0.13, -0.62),
        ]
    )
    d.shape(skirt, "accent", 0.7)
    d.cut(shaded(skirt, -0.05, 0.0), "dark", 0.7)
    folds = [
        tapered([(x * 0.3, -0.68), (x * 0.75, -0.4), (x + sway, -0.03)], [0.003, 0.009, 0.016])
        for x in (-0.17, -0.09, 0.0, 0.09, 0.165)
    ]
    d.cut(gathered(folds), "dark", 0.71)
    sleeve = [(0.06, -0.82), (0.12, -0.78), (0.19, -0.64), (0.19, -0.53), (0.15, -0.5), (0.12, -0.56), (0.09, -0.66)]
    sleeves = [blob([(side * x, y) for x, y in sleeve]) for side in (-1, 1)]
    d.shape(gathered([circle(-0.152, -0.492, 0.017), circle(0.152, -0.492, 0.017)]), "far", 0.71)
    d.shape(gathered(sleeves), "light", 0.72)
    jacket = blob(
        [
            (-0.035, -0.845),
            (0.035, -0.845),
            (0.09, -0.8),
            (0.1, -0.7),
            (0.085, -0.655),
            (0.0, -0.64),
            (-0.085, -0.655),
            (-0.1, -0.7),
            (-0.09, -0.8),
        ]
    )
    d.shape(jacket, "light", 0.73)
    d.cut(
        gathered([tapered([(-0.085, -0.79), (-0.1, -0.68)], 0.006), tapered([(0.085, -0.79), (0.1, -0.68)], 0.006)]),
        "middle",
        0.73,
    )
    d.cut(
        gathered([tapered([(-0.19, -0.535), (-0.14, -0.512)], 0.02), tapered([(0.19, -0.535), (0.14, -0.512)], 0.02)]),
        "second",
        0.73,
    )
    d.cut(tapered([(-0.045, -0.845), (0.0, -0.83), (0.045, -0.845)], 0.022), "second", 0.74)
    d.shape(
        blob(
            [
                (-0.055, -0.93),
                (-0.036, -0.978),
                (0.0, -1.0),
                (0.036, -0.978),
                (0.055, -0.93),
                (0.042, -0.875),
                (0.0, -0.855),
                (-0.042, -0.875),
            ]
        ),
        "dark",
        0.75,
    )
    braid = [
        blob(
            [
                (-0.02 + sway * k / 8, -0.88 + 0.045 * k),
                (sway * k / 8, -0.895 + 0.045 * k),
                (0.02 + sway * k / 8, -0.88 + 0.045 * k),
                (sway * k / 8, -0.84 + 0.045 * k),
            ]
        )
        for k in range(8)
    ]
    d.shape(gathered(braid), "dark", 0.76)
    end = (sway, -0.53)
    d.shape(
        gathered(
            [
                tapered([end, (end[0] - 0.03, end[1] + 0.12)], [0.03, 0.04]),
                tapered([end, (end[0] + 0.02, end[1] + 0.13)], [0.03, 0.04]),
                circle(*end, 0.024),
            ]
        ),
        "second",
        0.77,
    )
    return d.marks
