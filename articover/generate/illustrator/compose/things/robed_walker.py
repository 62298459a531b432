"""Somebody in a hooded robe with a staff, seen from behind: a monk, a wizard, a pilgrim."""

from __future__ import annotations

import numpy as np

from articover.generate.illustrator.compose.drawing import Drawing, Mark
from articover.generate.illustrator.compose.forms.curves import blob, gathered, shaded, tapered

SHOWS = frozenset({"monk", "wizard", "hermit", "prophet", "pilgrim", "shaman", "healer", "alchemist", "reaper"})
NOT = frozenset({"buddhist_monk", "witch"})
STANCE = ("tiny", "alone")
EAST_TOO = False


def draw(rng: np.random.Generator, detail: float) -> list[Mark]:
    d = Drawing(1.0)
    wind = float(rng.uniform(0.6, 1.2))
    d.shape(
        tapered([(0.2, -1.02), (0.21, -0.9), (0.195, -0.4), (0.205, 0.0)], [0.03, 0.02, 0.022, 0.018]), "second", 0.66
    )
    robe = blob(
        [
            (-0.05, -0.84),
            (0.05, -0.84),
            (0.12, -0.79),
            (0.145, -0.66),
            (0.13, -0.48),
            (0.17, -0.22),
            (0.2 + 0.07 * wind, -0.02),
            (0.2 + 0.07 * wind, -0.02),
            (0.08, 0.0),
            (-0.04, -0.018),
            (-0.18, 0.0),
            (-0.18, 0.0),
            (-0.15, -0.25),
            (-0.125, -0.48),
            (-0.14, -0.66),
            (-0.12, -0.79),
        ]
    )
    d.shape(robe, "accent", 0.7)
    d.cut(shaded(robe, -0.06, -0.004), "dark", 0.7)
    d.shape(
        blob([(0.1, -0.8), (0.17, -0.72), (0.225, -0.63), (0.235, -0.56), (0.19, -0.56), (0.13, -0.64)]), "accent", 0.71
    )
    d.shape(blob([(0.185, -0.62), (0.215, -0.635), (0.225, -0.6), (0.195, -0.585)]), "light", 0.72)
    folds = [
        tapered([(x * 0.6, -0.7), (x, -0.4), (x * 1.35 + 0.02 * wind, -0.03)], [0.003, 0.012, 0.02])
        for x in (-0.085, -0.02, 0.06)
    ]
    d.cut(gathered(folds), "dark", 0.72)
    hood = blob(
        [
            (-0.085, -0.83),
            (-0.08, -0.92),
            (-0.045, -0.985),
            (0.0, -1.0),
            (0.045, -0.98),
            (0.075, -0.92),
            (0.085, -0.83),
            (0.05, -0.76),
            (0.0, -0.72),
            (-0.055, -0.76),
        ]
    )
    d.shape(hood, "accent", 0.74)
    d.cut(
        gathered(
            [
                shaded(hood, -0.03, 0.0),
                tapered([(-0.085, -0.83), (-0.055, -0.765), (0.0, -0.725), (0.05, -0.765), (0.085, -0.83)], 0.01),
            ]
        ),
        "dark",
        0.75,
    )
    d.cut(tapered([(-0.128, -0.52), (0.0, -0.5), (0.13, -0.52)], 0.018), "light", 0.75)
    return d.marks
