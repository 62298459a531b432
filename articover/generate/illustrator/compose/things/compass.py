"""A pocket compass, its lid open, the needle to the north."""

from __future__ import annotations

import numpy as np
import skia

from articover.generate.illustrator.compose.drawing import Drawing, Mark
from articover.generate.illustrator.compose.forms.curves import (
    circle,
    gathered,
    gouge,
    polygon,
    rectangle,
    shaded,
    tapered,
    turned,
    without,
)

SHOWS = frozenset({"compass"})
NOT = frozenset[str]({})
STANCE = ("alone",)
EAST_TOO = True


def draw(rng: np.random.Generator, detail: float) -> list[Mark]:
    d = Drawing(1.0)
    lid = circle(0.3, -0.72, 0.28)
    d.shape(lid, "second", 0.62)
    for radius in (0.255, 0.16):
        d.cut(without(circle(0.3, -0.72, radius), circle(0.3, -0.72, radius - 0.013)), "dark", 0.63)
    petals = [
        gouge(
            [
                (0.3 + 0.03 * np.cos(a), -0.72 + 0.03 * np.sin(a)),
                (0.3 + 0.09 * np.cos(a), -0.72 + 0.09 * np.sin(a)),
                (0.3 + 0.145 * np.cos(a), -0.72 + 0.145 * np.sin(a)),
            ],
            0.035,
        )
        for a in np.linspace(0, 2 * np.pi, 9)[:-1]
    ]
    d.cut(gathered(petals), "dark", 0.63)
    d.shape(gathered([rectangle(0.06, -0.6, 0.17, -0.5), circle(-0.42, -0.72, 0.05)]), "dark", 0.64)
    d.shape(without(circle(-0.47, -0.79, 0.085), circle(-0.47, -0.79, 0.06)), "second", 0.64)
    x, y, r = -0.09, -0.4, 0.4
    d.shape(circle(x, y, r), "second", 0.66)
    d.cut(shaded(circle(x, y, r), -0.035, -0.03), "dark", 0.67)
    d.cut(circle(x, y, r * 0.86), "dark", 0.68)
    d.cut(circle(x, y, r * 0.83), "light", 0.69)
    ticks = []
    for k in range(48):
        a = 2 * np.pi * k / 48
        inner = 0.7 if k % 12 == 0 else 0.73 if k % 4 == 0 else 0.765
        ticks.append(
            tapered(
                [
                    (x + r * inner * np.cos(a), y + r * inner * np.sin(a)),
                    (x + r * 0.8 * np.cos(a), y + r * 0.8 * np.sin(a)),
                ],
                0.008 if k % 4 == 0 else 0.004,
            )
        )
    d.cut(gathered(ticks), "dark", 0.7)
    rose_dark: list[skia.Path] = []
    rose_pale: list[skia.Path] = []
    for k in range(8):
        a = np.pi / 4 * k
        long = 0.62 if k % 2 == 0 else 0.4
        tip = (x + r * long * np.sin(a), y - r * long * np.cos(a))
        for s, into in ((1, rose_dark), (-1, rose_pale)):
            waist = (x + r * 0.13 * np.sin(a + s * np.pi / 8), y - r * 0.13 * np.cos(a + s * np.pi / 8))
            into.append(polygon([(x, y), tip, waist]))
    d.cut(gathered(rose_pale), "far", 0.71)
    d.cut(gathered(rose_dark), "middle", 0.71)
    for turn, ink in ((0.0, "accent"), (180.0, "dark")):
        needle = turned([(x, y - r * 0.68), (x + r * 0.075, y), (x - r * 0.075, y)], 24 + turn, (x, y))
        d.cut(polygon(needle), ink, 0.73)  # type: ignore[arg-type]
    d.cut(circle(x, y, 0.03), "second", 0.74)
    d.cut(
        gathered(
            [
                tapered(
                    [(x - r * 0.62, y - r * 0.3), (x - r * 0.5, y - r * 0.52), (x - r * 0.28, y - r * 0.66)],
                    [0.0, 0.022, 0.0],
                )
            ]
        ),
        "light",
        0.75,
    )
    return d.marks
