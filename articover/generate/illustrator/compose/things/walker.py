"""A person seen from behind, walking away: a long coat the wind takes, a collar turned up, one hand in a pocket."""

from __future__ import annotations

import numpy as np

from articover.generate.illustrator.compose.drawing import Drawing, Mark
from articover.generate.illustrator.compose.forms.curves import blob, circle, gathered, joined, shaded, tapered

SHOWS = frozenset({"person"})
NOT = frozenset({"child", "girl", "boy", "baby", "couple", "crowd", "teenager", "family", "twins", "siblings"})
STANCE = ("tiny",)
EAST_TOO = True


def draw(rng: np.random.Generator, detail: float) -> list[Mark]:
    d = Drawing(1.0)
    wind = float(rng.uniform(0.5, 1.2))
    # The left foot carries him, the right heel has just left the ground.
    legs = [
        tapered([(-0.035, -0.5), (-0.042, -0.27), (-0.04, -0.03)], [0.095, 0.072, 0.05]),
        tapered([(0.035, -0.5), (0.05, -0.28), (0.052, -0.075)], [0.095, 0.072, 0.045]),
        blob([(-0.068, -0.045), (-0.02, -0.045), (-0.013, -0.012), (-0.022, 0.0), (-0.066, 0.0), (-0.074, -0.014)]),
        blob([(0.03, -0.105), (0.075, -0.1), (0.08, -0.06), (0.07, -0.035), (0.04, -0.035), (0.032, -0.06)]),
    ]  # fmt: skip
    d.shape(gathered(legs), "dark", 0.7)
    coat = blob(
        [
            (-0.03, -0.85),
            (0.03, -0.85),
            (0.085, -0.825),
            (0.118, -0.79),
            (0.118, -0.7),
            (0.1, -0.57),
            (0.11, -0.45),
            (0.14 + 0.04 * wind, -0.3),
            (0.17 + 0.07 * wind, -0.215),
            (0.17 + 0.07 * wind, -0.215),
            (0.06, -0.205),
            (-0.06, -0.235),
            (-0.12, -0.225),
            (-0.12, -0.225),
            (-0.113, -0.4),
            (-0.1, -0.57),
            (-0.118, -0.7),
            (-0.118, -0.79),
            (-0.085, -0.825),
        ]
    )
    swinging = tapered([(-0.1, -0.785), (-0.15, -0.63), (-0.135, -0.46)], [0.07, 0.058, 0.042])
    pocketed = tapered([(0.1, -0.785), (0.165, -0.63), (0.12, -0.5)], [0.07, 0.06, 0.05])
    body = joined(coat, swinging, pocketed)
    d.shape(circle(-0.133, -0.445, 0.021), "light", 0.7)
    d.shape(body, "accent", 0.7)
    d.shape(
        blob(
            [
                (-0.052, -0.935),
                (-0.036, -0.978),
                (0.0, -1.0),
                (0.036, -0.978),
                (0.052, -0.935),
                (0.042, -0.885),
                (0.0, -0.865),
                (-0.042, -0.885),
            ]
        ),
        "dark",
        0.72,
    )
    collar = blob(
        [
            (-0.062, -0.88),
            (-0.062, -0.88),
            (0.0, -0.9),
            (0.062, -0.88),
            (0.062, -0.88),
            (0.075, -0.825),
            (0.0, -0.81),
            (-0.075, -0.825),
        ]
    )
    d.shape(collar, "accent", 0.73)
    if detail > 0.04:
        d.cut(shaded(body, -0.045, -0.004), "dark", 0.72)
        folds = [
            tapered([(0.005, -0.58), (0.012, -0.4), (0.03 + 0.02 * wind, -0.21)], [0.006, 0.012, 0.022]),
            tapered([(-0.06, -0.845), (0.0, -0.83), (0.06, -0.845)], 0.008),
            tapered([(-0.085, -0.575), (0.0, -0.565), (0.088, -0.575)], 0.007),
        ]  # fmt: skip
        d.cut(gathered(folds), "dark", 0.74)
    return d.marks
