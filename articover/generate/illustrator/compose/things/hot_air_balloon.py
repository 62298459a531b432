"""A hot air balloon, gores in turn, a basket under it."""

from __future__ import annotations

import numpy as np

from articover.generate.illustrator.compose.drawing import Drawing, Mark
from articover.generate.illustrator.compose.forms.curves import blob, circle, gathered, polygon, tapered

SHOWS = frozenset({"balloon"})
NOT = frozenset[str]({})
STANCE = ("alone", "tiny")
TALL = 9
EAST_TOO = True


def draw(rng: np.random.Generator, detail: float) -> list[Mark]:
    d = Drawing(1.0)
    t = np.linspace(0, 1, 40)
    reach = np.interp(t, [0, 0.06, 0.2, 0.4, 0.58, 0.76, 0.9, 1], [0.0, 0.14, 0.27, 0.335, 0.33, 0.25, 0.14, 0.075])
    reach = np.convolve(np.pad(reach, 3, mode="edge"), np.ones(7) / 7, "valid")
    reach[0] = 0.0
    y = -1.0 + 0.74 * t
    edges = np.sin(np.linspace(-np.pi / 2, np.pi / 2, 9))
    for k in range(8):
        left, right = edges[k], edges[k + 1]
        gore = np.concatenate([np.stack([reach * left, y], 1), np.stack([reach * right, y], 1)[::-1]])
        d.shape(polygon(gore), ("accent", "light")[k % 2], 0.66)
    shade = np.concatenate([np.stack([reach * 0.62, y], 1), np.stack([reach, y], 1)[::-1]])
    d.cut(polygon(shade), "dark", 0.67)
    seams = [tapered(np.stack([reach * s, y], 1)[::3], 0.004, 2) for s in edges[1:-1]]
    d.cut(gathered(seams), "dark", 0.67)
    band = (y > -0.68) & (y < -0.56)
    belt = np.concatenate([np.stack([-reach[band], y[band] + 0.0], 1), np.stack([reach[band], y[band]], 1)[::-1]])
    d.cut(polygon(belt), "second", 0.68)
    stars = [
        polygon(
            [
                (
                    x + (0.034 if j % 2 == 0 else 0.014) * np.sin(j * np.pi / 5) * w,
                    -0.62 - (0.034 if j % 2 == 0 else 0.014) * np.cos(j * np.pi / 5),
                )
                for j in range(10)
            ]
        )
        for x, w in ((-0.24, 0.7), (-0.09, 1.0), (0.08, 1.0), (0.22, 0.7))
    ]
    d.cut(gathered(stars), "light", 0.69)
    d.cut(tapered([(-0.09, -0.262), (0.0, -0.25), (0.09, -0.262)], 0.022), "dark", 0.69)
    ropes = [tapered([(x, -0.26), (x * 0.95, -0.1)], 0.006) for x in (-0.078, -0.03, 0.03, 0.078)]
    d.shape(gathered(ropes), "dark", 0.65)
    d.shape(polygon([(-0.085, -0.11), (0.085, -0.11), (0.072, 0.0), (-0.072, 0.0)]), "second", 0.7)
    weave = [
        tapered([(-0.08 + 0.0025 * k, -0.09 + 0.022 * k), (0.08 - 0.0025 * k, -0.09 + 0.022 * k)], 0.006)
        for k in range(4)
    ] + [tapered([(x, -0.1), (x * 0.88, -0.004)], 0.005) for x in np.linspace(-0.06, 0.06, 6)]
    d.cut(gathered(weave), "dark", 0.71)
    d.shape(tapered([(-0.093, -0.115), (0.093, -0.115)], 0.02), "dark", 0.72)
    d.shape(
        gathered(
            [circle(-0.025, -0.155, 0.016), blob([(-0.05, -0.115), (-0.045, -0.14), (-0.01, -0.14), (0.0, -0.115)])]
        ),
        "dark",
        0.69,
    )
    return d.marks
