"""A walker with a pack and a staff, seen from behind, one boot set higher: the way goes up."""

from __future__ import annotations

import numpy as np

from articover.generate.illustrator.compose.drawing import Drawing, Mark
from articover.generate.illustrator.compose.forms.curves import blob, circle, gathered, joined, polygon, tapered

SHOWS = frozenset({"hiker", "climber", "explorer", "traveler", "wanderer", "pioneer", "refugee", "shepherd"})
NOT = frozenset({"cowboy"})
STANCE = ("tiny", "alone")
EAST_TOO = True


def draw(rng: np.random.Generator, detail: float) -> list[Mark]:
    d = Drawing(1.0)
    d.shape(tapered([(0.235, -0.78), (0.215, -0.4), (0.2, 0.0)], [0.022, 0.02, 0.016]), "second", 0.66)
    legs = [
        tapered([(-0.045, -0.5), (-0.06, -0.26), (-0.065, -0.05)], [0.11, 0.085, 0.062]),
        tapered([(0.05, -0.5), (0.075, -0.34), (0.06, -0.17)], [0.11, 0.09, 0.062]),
    ]  # fmt: skip
    d.shape(gathered(legs), "dark", 0.7)
    boots = [
        blob([(-0.1, -0.1), (-0.03, -0.1), (-0.02, -0.02), (-0.03, 0.0), (-0.1, 0.0), (-0.112, -0.02)]),
        blob([(0.025, -0.215), (0.095, -0.215), (0.105, -0.14), (0.095, -0.115), (0.03, -0.115), (0.02, -0.14)]),
    ]  # fmt: skip
    d.shape(gathered(boots), "second", 0.71)
    if detail > 0.04:
        d.cut(
            gathered(
                [tapered([(-0.11, -0.012), (-0.02, -0.012)], 0.02), tapered([(0.02, -0.126), (0.105, -0.126)], 0.02)]
            ),
            "dark",
            0.72,
        )
    jacket = blob(
        [
            (-0.03, -0.84),
            (0.03, -0.84),
            (0.095, -0.81),
            (0.125, -0.76),
            (0.12, -0.6),
            (0.125, -0.46),
            (0.0, -0.44),
            (-0.125, -0.46),
            (-0.12, -0.6),
            (-0.125, -0.76),
            (-0.095, -0.81),
        ]
    )
    arms = [
        tapered([(-0.105, -0.77), (-0.165, -0.64), (-0.15, -0.5)], [0.08, 0.066, 0.048]),
        tapered([(0.105, -0.77), (0.175, -0.68), (0.222, -0.69)], [0.08, 0.066, 0.046]),
    ]  # fmt: skip
    d.shape(gathered([circle(-0.148, -0.478, 0.023), circle(0.23, -0.695, 0.025)]), "light", 0.7)
    d.shape(joined(jacket, *arms), "accent", 0.7)
    pack = blob(
        [
            (-0.085, -0.83),
            (0.085, -0.83),
            (0.1, -0.74),
            (0.105, -0.58),
            (0.09, -0.54),
            (-0.09, -0.54),
            (-0.105, -0.58),
            (-0.1, -0.74),
        ]
    )
    d.shape(pack, "dark", 0.74)
    d.shape(tapered([(-0.12, -0.855), (0.12, -0.855)], 0.06), "light", 0.75)
    if detail > 0.04:
        d.cut(polygon([(-0.06, -0.68), (0.06, -0.68), (0.055, -0.58), (-0.055, -0.58)]), "middle", 0.75)
        d.cut(
            gathered(
                [
                    tapered([(-0.06, -0.885), (-0.06, -0.68)], 0.012),
                    tapered([(0.06, -0.885), (0.06, -0.68)], 0.012),
                    tapered([(-0.055, -0.645), (0.055, -0.645)], 0.008),
                ]
            ),
            "far",
            0.76,
        )
    d.shape(blob([(-0.052, -0.93), (0.0, -0.955), (0.052, -0.93), (0.045, -0.885), (-0.045, -0.885)]), "dark", 0.73)
    d.shape(tapered([(-0.11, -0.935), (0.0, -0.948), (0.11, -0.935)], [0.012, 0.024, 0.012]), "second", 0.77)
    d.shape(blob([(-0.056, -0.94), (-0.048, -0.99), (0.0, -1.0), (0.048, -0.99), (0.056, -0.94)]), "second", 0.77)
    return d.marks
