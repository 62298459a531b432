"""A woman seen from behind, walking away: a belted coat, its skirt swinging, hair and a scarf in the wind, boots."""

from __future__ import annotations

import numpy as np

from articover.generate.illustrator.compose.drawing import Drawing, Mark
from articover.generate.illustrator.compose.forms.curves import blob, circle, gathered, joined, shaded, tapered

SHOWS = frozenset({"woman", "girl", "mother", "daughter", "sister", "wife", "widow"})
NOT = frozenset({
    "child", "nun", "queen", "princess", "witch", "haenyeo", "gisaeng", "court_lady", "geisha", "bride", "ballerina",
})  # fmt: skip
STANCE = ("tiny",)
EAST_TOO = True


def draw(rng: np.random.Generator, detail: float) -> list[Mark]:
    d = Drawing(1.0)
    wind = float(rng.uniform(0.7, 1.3))
    legs = [
        tapered([(-0.04, -0.36), (-0.045, -0.2), (-0.035, -0.03)], [0.07, 0.062, 0.036]),
        tapered([(0.04, -0.36), (0.055, -0.22), (0.05, -0.085)], [0.07, 0.06, 0.034]),
        blob([(-0.055, -0.045), (-0.015, -0.045), (-0.012, -0.01), (-0.02, 0.0), (-0.055, 0.0), (-0.06, -0.014)]),
        blob([(0.03, -0.115), (0.068, -0.11), (0.072, -0.07), (0.062, -0.045), (0.04, -0.045), (0.032, -0.07)]),
    ]  # fmt: skip
    d.shape(gathered(legs), "dark", 0.7)
    coat = blob(
        [
            (-0.03, -0.845),
            (0.03, -0.845),
            (0.08, -0.815),
            (0.102, -0.77),
            (0.09, -0.68),
            (0.066, -0.6),
            (0.085, -0.5),
            (0.13, -0.36),
            (0.17 + 0.05 * wind, -0.235),
            (0.17 + 0.05 * wind, -0.235),
            (0.06, -0.21),
            (-0.04, -0.235),
            (-0.15, -0.215),
            (-0.15, -0.215),
            (-0.12, -0.36),
            (-0.085, -0.5),
            (-0.066, -0.6),
            (-0.09, -0.68),
            (-0.102, -0.77),
            (-0.08, -0.815),
        ]
    )
    arms = [
        tapered([(-0.085, -0.775), (-0.135, -0.63), (-0.1, -0.49)], [0.06, 0.048, 0.034]),
        tapered([(0.085, -0.775), (0.125, -0.63), (0.14, -0.48)], [0.06, 0.048, 0.034]),
    ]  # fmt: skip
    body = joined(coat, *arms)
    d.shape(gathered([circle(-0.097, -0.475, 0.018), circle(0.142, -0.463, 0.018)]), "light", 0.69)
    d.shape(body, "accent", 0.7)
    scarf = [
        tapered([(0.0, -0.84), (0.1, -0.845), (0.2 * wind, -0.8), (0.29 * wind, -0.83)], [0.035, 0.045, 0.05, 0.028]),
    ]  # fmt: skip
    d.shape(gathered(scarf), "light", 0.71)
    hair = [
        blob([(-0.05, -0.93), (-0.036, -0.978), (0.0, -1.0), (0.037, -0.977),
              (0.053, -0.93), (0.05, -0.86), (0.03, -0.8), (-0.02, -0.79), (-0.05, -0.85)]),
        tapered([(0.02, -0.93), (0.06, -0.86), (0.09 * wind, -0.79)], [0.05, 0.045, 0.0]),
        tapered([(0.0, -0.88), (0.03, -0.8), (0.07 * wind, -0.74)], [0.05, 0.04, 0.0]),
    ]  # fmt: skip
    d.shape(gathered(hair), "dark", 0.73)
    if detail > 0.04:
        d.cut(shaded(body, -0.04, -0.004), "dark", 0.72)
        folds = [
            tapered([(-0.07, -0.6), (0.0, -0.59), (0.07, -0.6)], 0.018),
            tapered([(0.01, -0.58), (0.03, -0.42), (0.07, -0.22)], [0.005, 0.01, 0.018]),
            tapered([(-0.03, -0.58), (-0.05, -0.42), (-0.06, -0.24)], [0.005, 0.009, 0.014]),
        ]  # fmt: skip
        d.cut(gathered(folds), "dark", 0.74)
    return d.marks
