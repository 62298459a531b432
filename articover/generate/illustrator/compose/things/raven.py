"""A raven that stands and calls."""

from __future__ import annotations

import numpy as np

from articover.generate.illustrator.compose.drawing import Drawing, Mark
from articover.generate.illustrator.compose.forms.curves import blob, circle, gouge, joined, tapered

SHOWS = frozenset({"raven", "bird"})
NOT = frozenset(
    {
        "owl",
        "peacock",
        "penguin",
        "chicken",
        "duck",
        "swan",
        "flamingo",
        "eagle",
        "dove",
        "heron",
        "crane",
        "hummingbird",
        "seagull",
        "parrot",
        "ostrich",
        "rooster",
        "swallow",
        "robin",
        "nightingale",
        "magpie",
        "goose",
        "turkey",
    }
)
STANCE = ("alone",)
EAST_TOO = True


def draw(rng: np.random.Generator, detail: float) -> list[Mark]:
    d = Drawing(1.0)
    body = joined(
        blob(
            [
                (0.36, -0.8),
                (0.3, -0.92),
                (0.18, -0.96),
                (0.08, -0.9),
                (0.02, -0.78),
                (-0.14, -0.6),
                (-0.34, -0.4),
                (-0.6, -0.16),
                (-0.84, 0.02),
                (-0.84, 0.02),
                (-0.62, -0.02),
                (-0.4, -0.12),
                (-0.1, -0.2),
                (0.12, -0.28),
                (0.27, -0.45),
                (0.33, -0.62),
            ]
        ),
        blob(
            [
                (0.28, -0.9),
                (0.28, -0.9),
                (0.42, -0.93),
                (0.56, -0.88),
                (0.56, -0.88),
                (0.44, -0.84),
                (0.33, -0.82),
                (0.33, -0.82),
            ]
        ),
        blob([(0.33, -0.83), (0.33, -0.83), (0.42, -0.8), (0.5, -0.78), (0.5, -0.78), (0.42, -0.76), (0.33, -0.76)]),
    )
    d.shape(body, "dark", 0.7)
    for x in (0.02, 0.12):
        d.shape(tapered([(x - 0.04, -0.26), (x, -0.12), (x + 0.01, 0.0)], [0.09, 0.03, 0.022]), "dark", 0.7)
        for toe in (-0.07, 0.06, 0.11):
            d.shape(
                tapered([(x + 0.01, -0.01), (x + toe * 0.6, -0.005), (x + toe, 0.012)], [0.026, 0.02, 0.008]),
                "dark",
                0.7,
            )
    for start, end in (
        ((0.16, -0.62), (-0.3, -0.26)),
        ((0.12, -0.52), (-0.42, -0.16)),
        ((0.1, -0.44), (-0.52, -0.08)),
    ):
        d.cut(
            gouge([start, ((start[0] + end[0]) / 2 + 0.03, (start[1] + end[1]) / 2 + 0.05), end], 0.018), "middle", 0.7
        )
        for step in range(4):
            t = 0.3 + 0.17 * step
            x, y = start[0] + (end[0] - start[0]) * t, start[1] + (end[1] - start[1]) * t + 0.02
            d.cut(gouge([(x, y), (x - 0.05, y + 0.045), (x - 0.12, y + 0.07)], 0.013), "middle", 0.7)
    for index in range(4):
        x, y = 0.3 - 0.02 * index, -0.72 + 0.06 * index
        d.cut(gouge([(x, y), (x - 0.02, y + 0.04), (x - 0.06, y + 0.06)], 0.011), "middle", 0.7)
    d.cut(circle(0.235, -0.85, 0.02), "light", 0.7)
    d.cut(circle(0.238, -0.85, 0.01), "dark", 0.7)
    return d.marks
