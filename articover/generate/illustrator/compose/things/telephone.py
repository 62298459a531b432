"""A telephone with a dial, its receiver on the cradle."""

from __future__ import annotations

import numpy as np

from articover.generate.illustrator.compose.drawing import Drawing, Mark
from articover.generate.illustrator.compose.forms.curves import (
    blob,
    circle,
    curve,
    gathered,
    joined,
    polygon,
    rectangle,
    shaded,
    tapered,
    without,
)

SHOWS = frozenset({"telephone"})
NOT = frozenset[str]({})
STANCE = ("alone",)
EAST_TOO = True


def draw(rng: np.random.Generator, detail: float) -> list[Mark]:
    d = Drawing(1.0)
    cord = [(0.46, -0.16), (0.56, -0.06), (0.66, -0.1), (0.7, -0.26), (0.62, -0.4), (0.6, -0.56)]
    line = curve(cord, 14)
    loops = [circle(float(x), float(y), 0.028) for x, y in line[::2]]
    d.shape(without(gathered(loops), gathered([circle(float(x), float(y), 0.016) for x, y in line[::2]])), "dark", 0.62)
    body = blob(
        [
            (-0.24, -0.64),
            (0.24, -0.64),
            (0.32, -0.52),
            (0.42, -0.28),
            (0.52, -0.08),
            (0.52, -0.03),
            (0.52, -0.03),
            (-0.52, -0.03),
            (-0.52, -0.03),
            (-0.52, -0.08),
            (-0.42, -0.28),
            (-0.32, -0.52),
        ]
    )
    d.shape(body, "accent", 0.66)
    d.cut(shaded(body, -0.08, 0.0), "dark", 0.67)
    d.cut(tapered([(-0.27, -0.54), (-0.37, -0.3), (-0.45, -0.12)], [0.004, 0.026, 0.006]), "light", 0.67)
    d.shape(rectangle(-0.54, -0.045, 0.54, 0.0), "dark", 0.67)
    d.shape(
        gathered(
            [
                polygon(
                    [
                        (x - 0.05, -0.62),
                        (x - 0.07, -0.78),
                        (x - 0.02, -0.78),
                        (x - 0.01, -0.72),
                        (x + 0.01, -0.72),
                        (x + 0.02, -0.78),
                        (x + 0.07, -0.78),
                        (x + 0.05, -0.62),
                    ]
                )
                for x in (-0.19, 0.19)
            ]
        ),
        "dark",
        0.65,
    )
    dial = (0.0, -0.32)
    d.cut(circle(*dial, 0.215), "dark", 0.7)
    d.cut(circle(*dial, 0.195), "light", 0.7)
    holes = [
        circle(dial[0] + 0.142 * np.cos(a), dial[1] + 0.142 * np.sin(a), 0.032) for a in np.linspace(-2.2, 2.6, 10)
    ]
    d.cut(gathered(holes), "dark", 0.71)
    d.cut(circle(*dial, 0.085), "second", 0.71)
    d.cut(circle(*dial, 0.05), "light", 0.72)
    d.cut(tapered([(0.13, -0.16), (0.19, -0.2)], 0.024), "second", 0.73)
    bar = [(-0.46, -0.82), (-0.3, -0.93), (0.0, -0.96), (0.3, -0.93), (0.46, -0.82)]
    ends = [
        blob(
            [
                (s * 0.54, -0.86),
                (s * 0.6, -0.74),
                (s * 0.56, -0.66),
                (s * 0.4, -0.66),
                (s * 0.35, -0.74),
                (s * 0.38, -0.86),
                (s * 0.46, -0.91),
            ]
        )
        for s in (-1, 1)
    ]
    receiver = joined(tapered(bar, [0.11, 0.09, 0.08, 0.09, 0.11]), *ends)
    d.shape(receiver, "accent", 0.72)
    d.cut(shaded(receiver, 0.0, -0.035), "dark", 0.73)
    d.cut(tapered([(-0.42, -0.885), (-0.2, -0.96), (0.04, -0.98)], [0.004, 0.018, 0.004]), "light", 0.73)
    return d.marks
