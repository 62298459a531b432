"""A steam engine coming towards us from the side, smoke behind."""

from __future__ import annotations

import numpy as np

from articover.generate.illustrator.compose.drawing import Drawing, Mark
from articover.generate.illustrator.compose.forms.curves import (
    blob,
    circle,
    inside,
    joined,
    polygon,
    rectangle,
    tapered,
    without,
)

SHOWS = frozenset({"train", "railway"})
NOT = frozenset({"subway"})
STANCE = ("alone",)
EAST_TOO = True


def draw(rng: np.random.Generator, detail: float) -> list[Mark]:
    d = Drawing(1.0)
    for x, y, r in (
        (0.3, -1.02, 0.1),
        (0.12, -1.1, 0.14),
        (-0.12, -1.14, 0.17),
        (-0.42, -1.16, 0.2),
        (-0.74, -1.14, 0.18),
    ):
        d.shape(circle(x, y, r), "far", 0.4)
    d.shape(
        joined(
            rectangle(-1.0, -0.3, 0.72, -0.18),
            rectangle(-0.98, -0.86, -0.52, -0.2),
            rectangle(-1.04, -0.92, -0.46, -0.85),
        ),
        "dark",
        0.7,
    )
    boiler = blob(
        [
            (-0.54, -0.7),
            (0.0, -0.7),
            (0.46, -0.7),
            (0.56, -0.64),
            (0.58, -0.48),
            (0.55, -0.32),
            (0.46, -0.28),
            (0.0, -0.28),
            (-0.54, -0.28),
        ]
    )
    d.shape(boiler, "accent", 0.68)
    d.cut(inside(rectangle(-0.6, -0.42, 0.6, -0.2), boiler), "dark", 0.68)
    for x in (-0.34, -0.06, 0.22):
        d.cut(inside(rectangle(x - 0.012, -0.75, x + 0.012, -0.25), boiler), "dark", 0.68)
    d.shape(polygon([(0.28, -0.68), (0.25, -0.96), (0.45, -0.96), (0.42, -0.68)]), "dark", 0.7)
    d.shape(rectangle(0.22, -1.0, 0.48, -0.95), "dark", 0.7)
    d.shape(blob([(-0.16, -0.68), (-0.16, -0.78), (-0.06, -0.83), (0.04, -0.78), (0.04, -0.68)]), "second", 0.7)
    d.cut(rectangle(-0.9, -0.74, -0.62, -0.5), "light", 0.7)
    d.shape(rectangle(0.54, -0.58, 0.66, -0.48), "dark", 0.7)
    d.cut(circle(0.66, -0.53, 0.05), "light", 0.7)
    d.shape(polygon([(0.6, -0.2), (0.72, -0.2), (0.92, 0.0), (0.62, 0.0)]), "dark", 0.7)
    for x, r in ((-0.78, 0.17), (-0.36, 0.17), (0.06, 0.17), (0.42, 0.12)):
        d.shape(circle(x, -r, r), "dark", 0.74)
        d.cut(without(circle(x, -r, r * 0.78), circle(x, -r, r * 0.66)), "light", 0.74)
        for turn in range(4):
            c, s = float(np.cos(turn * 0.785)), float(np.sin(turn * 0.785))
            d.cut(
                tapered([(x - r * 0.68 * c, -r - r * 0.68 * s), (x + r * 0.68 * c, -r + r * 0.68 * s)], r * 0.07),
                "light",
                0.74,
            )
        d.cut(circle(x, -r, r * 0.18), "accent", 0.74)
    d.shape(tapered([(-0.8, -0.13), (0.08, -0.11)], 0.035), "second", 0.76)
    return d.marks
