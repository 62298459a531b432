"""A fox that sits, brush round its feet."""

from __future__ import annotations

import numpy as np

from articover.generate.illustrator.compose.drawing import Drawing, Mark
from articover.generate.illustrator.compose.forms.curves import blob, circle, gouge, inside, tapered

SHOWS = frozenset({"fox"})
NOT = frozenset[str]()
STANCE = ("alone",)
EAST_TOO = True


def draw(rng: np.random.Generator, detail: float) -> list[Mark]:
    d = Drawing(1.0)
    brush = tapered(
        [(-0.2, -0.06), (-0.44, -0.02), (-0.52, -0.2), (-0.42, -0.42), (-0.46, -0.56)], [0.12, 0.22, 0.25, 0.2, 0.0]
    )
    d.shape(brush, "accent", 0.65)
    d.cut(inside(blob([(-0.3, -0.42), (-0.56, -0.4), (-0.56, -0.62), (-0.4, -0.62)]), brush), "light", 0.65)
    body = blob(
        [
            (0.08, -0.68),
            (0.2, -0.52),
            (0.24, -0.3),
            (0.2, -0.02),
            (0.14, 0.0),
            (-0.2, 0.0),
            (-0.3, -0.08),
            (-0.26, -0.28),
            (-0.12, -0.52),
            (-0.06, -0.66),
        ]
    )
    d.shape(body, "accent", 0.7)
    d.cut(
        inside(blob([(0.1, -0.62), (0.2, -0.54), (0.26, -0.36), (0.18, -0.16), (0.1, -0.3), (0.06, -0.46)]), body),
        "light",
        0.7,
    )
    d.cut(gouge([(-0.26, -0.04), (-0.12, -0.22), (-0.02, -0.24), (0.02, -0.08)], 0.016), "dark", 0.7)
    for x in (0.06, 0.16):
        d.shape(tapered([(x, -0.36), (x + 0.005, -0.16), (x + 0.01, 0.0)], [0.085, 0.065, 0.055]), "accent", 0.72)
        d.shape(tapered([(x + 0.005, -0.16), (x + 0.01, -0.02), (x + 0.035, 0.0)], [0.058, 0.06, 0.04]), "dark", 0.72)
    head = blob(
        [
            (-0.06, -0.84),
            (0.06, -0.86),
            (0.16, -0.8),
            (0.26, -0.7),
            (0.36, -0.645),
            (0.37, -0.615),
            (0.24, -0.6),
            (0.1, -0.58),
            (-0.04, -0.62),
            (-0.1, -0.74),
        ]
    )
    d.shape(head, "accent", 0.74)
    for ear in (
        [(-0.07, -0.8), (-0.07, -0.8), (-0.09, -0.99), (-0.08, -0.99), (0.05, -0.84), (0.05, -0.84)],
        [(0.04, -0.84), (0.04, -0.84), (0.09, -0.99), (0.1, -0.99), (0.15, -0.79), (0.15, -0.79)],
    ):
        d.shape(blob(ear), "accent", 0.74)
    d.cut(gouge([(-0.05, -0.84), (-0.06, -0.92), (-0.01, -0.86)], 0.03), "dark", 0.74)
    d.cut(gouge([(0.075, -0.84), (0.09, -0.92), (0.115, -0.84)], 0.024), "dark", 0.74)
    d.cut(
        inside(blob([(0.37, -0.6), (0.24, -0.66), (0.12, -0.66), (0.0, -0.68), (-0.08, -0.62), (0.08, -0.54)]), head),
        "light",
        0.74,
    )
    d.cut(circle(0.355, -0.633, 0.018), "dark", 0.74)
    d.cut(gouge([(0.1, -0.74), (0.14, -0.745), (0.175, -0.72)], 0.022), "dark", 0.74)
    return d.marks
