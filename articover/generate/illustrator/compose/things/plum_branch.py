"""A gnarled branch in blossom, buds along its twigs."""

from __future__ import annotations

import numpy as np

from articover.generate.illustrator.compose.drawing import Drawing, Mark
from articover.generate.illustrator.compose.forms.curves import circle, curve, gathered, gouge, tapered
from articover.generate.illustrator.compose.forms.plants import Foliage, by_ink, five_petals

SHOWS = frozenset({"plum_blossom", "cherry_blossom", "peach_blossom", "branch"})
NOT = frozenset[str]()
STANCE = ("alone",)
EAST_TOO = True

_BRANCH = [
    (-0.5, 0.0), (-0.34, -0.16), (-0.26, -0.32), (-0.08, -0.44), (0.04, -0.6), (0.24, -0.7), (0.34, -0.88),
    (0.5, -0.98),
]  # fmt: skip
_TWIGS = (
    [(-0.28, -0.28), (-0.36, -0.48), (-0.32, -0.66), (-0.42, -0.86)],
    [(-0.06, -0.45), (0.16, -0.42), (0.34, -0.3), (0.52, -0.32)],
    [(0.06, -0.62), (-0.02, -0.78), (0.04, -0.94)], [(0.22, -0.69), (0.42, -0.66), (0.58, -0.72)],
    [(-0.33, -0.58), (-0.22, -0.72), (-0.2, -0.84)],
)  # fmt: skip


def draw(rng: np.random.Generator, detail: float) -> list[Mark]:
    d = Drawing(1.0)
    d.shape(gathered([tapered(twig, [0.032, 0.022, 0.014, 0.006]) for twig in _TWIGS]), "dark", 0.64)
    d.shape(tapered(_BRANCH, [0.1, 0.085, 0.075, 0.06, 0.05, 0.036, 0.022, 0.006]), "dark", 0.65)
    line = curve(_BRANCH, 8)
    bark = [
        gouge([line[k] + np.array((-0.02, 0.006)), line[k + 3] + np.array((0.004, 0.0)), line[k + 5]], 0.012)
        for k in range(1, 36, 5)
    ]
    d.cut(gathered(bark), "middle", 0.66)
    buds = []
    for twig in (*_TWIGS, _BRANCH[3:]):
        path = curve(twig, 8)
        for k in range(3, len(path), 4):
            side = 1 if rng.random() < 0.5 else -1
            at = path[k] + np.array((side * 0.022, -0.012))
            buds.append(circle(float(at[0]), float(at[1]), float(rng.uniform(0.014, 0.026))))
        tip = path[-1]
        buds.append(circle(float(tip[0]), float(tip[1]), 0.018))
    d.shape(gathered(buds), "accent", 0.67)
    inks = Foliage(petal="light", fold="far", heart="accent", depth=0.7)
    blossoms = [
        (-0.4, -0.72, 0.09), (-0.3, -0.48, 0.115), (-0.21, -0.8, 0.075), (0.03, -0.8, 0.1), (0.14, -0.42, 0.11),
        (0.38, -0.31, 0.085), (0.32, -0.8, 0.1), (0.46, -0.68, 0.075), (-0.08, -0.54, 0.085),
    ]  # fmt: skip
    for x, y, radius in blossoms:
        at = (x + float(rng.uniform(-0.02, 0.02)), y + float(rng.uniform(-0.02, 0.02)))
        one = Drawing(1.0)
        five_petals(one, rng, at, radius * float(rng.uniform(0.9, 1.1)), float(rng.uniform(0, 72)), inks)
        d.add(by_ink(one.marks))
    return d.marks
