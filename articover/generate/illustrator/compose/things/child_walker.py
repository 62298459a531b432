"""A child seen from behind, on the way: a bobbled cap, a short coat, a satchel, a scarf in the wind."""

from __future__ import annotations

import numpy as np

from articover.generate.illustrator.compose.drawing import Drawing, Mark
from articover.generate.illustrator.compose.forms.curves import blob, circle, gathered, joined, polygon, shaded, tapered

SHOWS = frozenset({"child", "girl", "boy", "teenager", "orphan"})
NOT = frozenset({"baby", "toddler"})
STANCE = ("tiny",)
TALL = 0.7
EAST_TOO = True


def draw(rng: np.random.Generator, detail: float) -> list[Mark]:
    d = Drawing(1.0)
    wind = float(rng.uniform(0.24, 0.34))
    legs = [
        tapered([(-0.055, -0.38), (-0.06, -0.2), (-0.055, -0.04)], [0.11, 0.085, 0.07]),
        tapered([(0.055, -0.38), (0.075, -0.22), (0.07, -0.1)], [0.11, 0.085, 0.065]),
        blob([(-0.1, -0.06), (-0.015, -0.06), (-0.005, -0.015), (-0.02, 0.0), (-0.095, 0.0), (-0.108, -0.02)]),
        blob([(0.035, -0.14), (0.105, -0.135), (0.115, -0.08), (0.1, -0.045), (0.05, -0.045), (0.035, -0.085)]),
    ]  # fmt: skip
    d.shape(gathered(legs), "dark", 0.7)
    coat = blob(
        [
            (-0.04, -0.7),
            (0.04, -0.7),
            (0.105, -0.67),
            (0.13, -0.62),
            (0.125, -0.5),
            (0.165, -0.33),
            (0.18, -0.265),
            (0.18, -0.265),
            (0.0, -0.25),
            (-0.18, -0.27),
            (-0.18, -0.27),
            (-0.165, -0.34),
            (-0.125, -0.5),
            (-0.13, -0.62),
            (-0.105, -0.67),
        ]
    )
    arms = [
        tapered([(-0.11, -0.64), (-0.19, -0.52), (-0.2, -0.39)], [0.085, 0.072, 0.055]),
        tapered([(0.11, -0.64), (0.18, -0.51), (0.16, -0.39)], [0.085, 0.072, 0.055]),
    ]  # fmt: skip
    body = joined(coat, *arms)
    d.shape(gathered([circle(-0.2, -0.37, 0.028), circle(0.158, -0.37, 0.028)]), "light", 0.69)
    d.shape(body, "accent", 0.7)
    if detail > 0.04:
        d.cut(shaded(body, -0.05, -0.004), "dark", 0.71)
    d.shape(polygon([(-0.095, -0.6), (0.08, -0.6), (0.09, -0.42), (-0.1, -0.42)]), "second", 0.72)
    if detail > 0.04:
        d.cut(
            gathered(
                [
                    tapered([(-0.095, -0.52), (0.085, -0.52)], 0.012),
                    tapered([(-0.05, -0.54), (-0.05, -0.49)], 0.018),
                    tapered([(0.04, -0.54), (0.04, -0.49)], 0.018),
                ]
            ),
            "dark",
            0.73,
        )
    d.shape(
        blob([(-0.105, -0.83), (-0.07, -0.72), (0.0, -0.7), (0.07, -0.72), (0.105, -0.83), (0.0, -0.9)]), "dark", 0.73
    )
    d.shape(tapered([(-0.075, -0.705), (0.075, -0.705)], 0.075), "light", 0.74)
    d.shape(
        tapered([(0.05, -0.71), (0.05 + wind * 0.6, -0.74), (0.05 + wind, -0.68)], [0.055, 0.06, 0.035]), "light", 0.74
    )
    cap = blob(
        [
            (-0.115, -0.82),
            (-0.105, -0.91),
            (-0.05, -0.97),
            (0.05, -0.97),
            (0.105, -0.91),
            (0.115, -0.82),
            (0.115, -0.82),
            (0.0, -0.845),
            (-0.115, -0.82),
        ]
    )
    d.shape(cap, "accent", 0.75)
    d.cut(tapered([(-0.113, -0.83), (0.0, -0.855), (0.113, -0.83)], 0.035), "light", 0.76)
    d.shape(circle(0.0, -0.985, 0.032), "light", 0.76)
    return d.marks
