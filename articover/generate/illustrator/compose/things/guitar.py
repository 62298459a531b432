"""A guitar, upright: waist, sound hole, frets, pegs."""

from __future__ import annotations

import numpy as np

from articover.generate.illustrator.compose.drawing import Drawing, Mark
from articover.generate.illustrator.compose.forms.curves import blob, circle, curve, gathered, polygon, shaded, tapered

SHOWS = frozenset({"guitar", "lute"})
NOT = frozenset[str]({"banjo", "gayageum"})
STANCE = ("alone", "upright")
EAST_TOO = True


def draw(rng: np.random.Generator, detail: float) -> list[Mark]:
    d = Drawing(1.0)
    side = [
        (0.0, -0.555), (0.1, -0.56), (0.155, -0.51), (0.16, -0.43), (0.125, -0.36), (0.14, -0.29), (0.2, -0.22),
        (0.22, -0.12), (0.17, -0.03), (0.0, 0.0),
    ]  # fmt: skip
    right = curve(side, 7)
    body = polygon(np.concatenate([right, (right * np.array((-1, 1)))[::-1]]))
    d.shape(body, "accent", 0.66)
    d.cut(shaded(body, -0.03, -0.008), "dark", 0.67)
    rim = (right - np.array((0, -0.27))) * np.array((0.93, 0.955)) + np.array((0, -0.27))
    d.cut(gathered([tapered(rim[4:], 0.005, 1), tapered((rim * np.array((-1, 1)))[4:], 0.005, 1)]), "light", 0.68)
    d.cut(gathered([circle(0, -0.37, 0.064)]), "second", 0.69)
    d.cut(circle(0, -0.37, 0.052), "dark", 0.7)
    d.shape(polygon([(-0.027, -0.42), (-0.021, -0.86), (0.021, -0.86), (0.027, -0.42)]), "dark", 0.7)
    frets = [
        tapered([(-0.026, float(y)), (0.026, float(y))], 0.004)
        for y in -0.86 + 0.43 * (1 - 0.9 ** np.arange(1, 17)) / (1 - 0.9**16.5)
    ]
    d.cut(gathered(frets), "light", 0.71)
    d.shape(
        blob(
            [
                (-0.022, -0.86),
                (-0.03, -0.9),
                (-0.036, -0.98),
                (-0.02, -1.0),
                (0.02, -1.0),
                (0.036, -0.98),
                (0.03, -0.9),
                (0.022, -0.86),
            ]
        ),
        "second",
        0.72,
    )
    pegs = [circle(s * 0.052, y, 0.011) for s in (-1, 1) for y in (-0.975, -0.94, -0.905)] + [
        tapered([(s * 0.028, y), (s * 0.05, y)], 0.008) for s in (-1, 1) for y in (-0.975, -0.94, -0.905)
    ]
    d.shape(gathered(pegs), "dark", 0.71)
    d.cut(polygon([(-0.075, -0.145), (0.075, -0.145), (0.085, -0.115), (-0.085, -0.115)]), "dark", 0.71)
    strings = [
        tapered([(s * 0.0165 * 1.25, -0.13), (s * 0.0165, -0.86), (s * 0.022, -0.96)], 0.0028, 2)
        for s in (-1.0, -0.6, -0.2, 0.2, 0.6, 1.0)
    ]
    d.cut(gathered(strings), "light", 0.73)
    d.cut(blob([(0.05, -0.33), (0.1, -0.31), (0.13, -0.24), (0.09, -0.18), (0.055, -0.24)]), "dark", 0.69)
    return d.marks
