"""An old typewriter with a sheet in it, the first lines typed."""

from __future__ import annotations

import numpy as np

from articover.generate.illustrator.compose.drawing import Drawing, Mark
from articover.generate.illustrator.compose.forms.curves import blob, circle, gathered, polygon, rectangle, tapered

SHOWS = frozenset({"typewriter", "writer", "journalist"})
NOT = frozenset[str]({})
STANCE = ("alone",)
EAST_TOO = True


def draw(rng: np.random.Generator, detail: float) -> list[Mark]:
    d = Drawing(1.0)
    sheet = polygon([(-0.27, -0.56), (-0.3, -1.0), (0.24, -1.02), (0.27, -0.56)])
    d.shape(sheet, "light", 0.62)
    rows = []
    for k in range(6):
        y, end = -0.93 + 0.058 * k, (0.16, 0.2, 0.13, 0.19, 0.05, 0.17)[k]
        x = -0.22
        while x < end:
            word = float(rng.uniform(0.03, 0.09))
            rows.append(tapered([(x, y), (min(x + word, end + 0.03), y - 0.003)], 0.014))
            x += word + 0.022
    d.cut(gathered(rows), "middle", 0.63)
    d.shape(
        gathered([rectangle(-0.5, -0.6, 0.5, -0.51), circle(-0.52, -0.555, 0.055), circle(0.52, -0.555, 0.055)]),
        "dark",
        0.65,
    )
    d.shape(
        gathered(
            [
                rectangle(-0.58, -0.585, -0.55, -0.525),
                rectangle(0.55, -0.585, 0.58, -0.525),
                tapered([(-0.46, -0.6), (-0.56, -0.72), (-0.62, -0.73)], [0.02, 0.022, 0.03]),
            ]
        ),
        "second",
        0.65,
    )
    d.cut(tapered([(-0.48, -0.58), (0.48, -0.58)], 0.012), "middle", 0.66)
    body = blob(
        [
            (-0.43, -0.53),
            (-0.43, -0.53),
            (0.43, -0.53),
            (0.43, -0.53),
            (0.49, -0.36),
            (0.55, -0.12),
            (0.55, -0.03),
            (0.55, -0.03),
            (-0.55, -0.03),
            (-0.55, -0.03),
            (-0.55, -0.12),
            (-0.49, -0.36),
        ]
    )
    d.shape(body, "accent", 0.68)
    d.cut(polygon([(-0.26, -0.5), (0.26, -0.5), (0.34, -0.36), (-0.34, -0.36)]), "dark", 0.69)
    arms = [tapered([(0.0 + 0.028 * k, -0.375), (0.012 * k, -0.49 + 0.0025 * k * k)], 0.008) for k in range(-9, 10)]
    d.cut(gathered(arms), "far", 0.69)
    for x in (-0.3, 0.3):
        d.cut(circle(x, -0.47, 0.045), "dark", 0.7)
        d.cut(circle(x, -0.47, 0.017), "second", 0.7)
    d.cut(polygon([(-0.43, -0.32), (0.43, -0.32), (0.51, -0.07), (-0.51, -0.07)]), "dark", 0.7)
    keys, rims = [], []
    for row in range(4):
        count, y = 11, -0.285 + 0.062 * row
        half = 0.38 + 0.024 * row
        for k in range(count - (row == 3) * 11):
            x = -half + 2 * half * (k + 0.25 + 0.12 * row) / count
            rims.append(circle(x, y, 0.0265))
            keys.append(circle(x, y - 0.004, 0.02))
    d.cut(gathered(rims), "second", 0.71)
    d.cut(gathered(keys), "light", 0.72)
    d.cut(tapered([(-0.27, -0.095), (0.27, -0.095)], 0.026), "light", 0.72)
    d.shape(gathered([rectangle(-0.5, -0.03, -0.4, 0.0), rectangle(0.4, -0.03, 0.5, 0.0)]), "dark", 0.7)
    d.cut(tapered([(-0.1, -0.345), (0.1, -0.345)], 0.016), "light", 0.7)
    return d.marks
