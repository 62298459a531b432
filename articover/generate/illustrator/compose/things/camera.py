"""A folding rangefinder of leather and chrome, its strap in a loop."""

from __future__ import annotations

import numpy as np

from articover.generate.illustrator.compose.drawing import Drawing, Mark
from articover.generate.illustrator.compose.forms.curves import (
    blob,
    circle,
    gathered,
    gouge,
    joined,
    polygon,
    rectangle,
    tapered,
    without,
)

SHOWS = frozenset({"camera", "photographer", "photograph"})
NOT = frozenset[str]({})
STANCE = ("alone",)
EAST_TOO = True


def draw(rng: np.random.Generator, detail: float) -> list[Mark]:
    d = Drawing(1.0)
    strap = without(
        joined(
            blob(
                [
                    (-0.66, -0.62),
                    (-0.78, -0.86),
                    (-0.6, -1.04),
                    (-0.2, -1.1),
                    (0.3, -1.08),
                    (0.68, -0.98),
                    (0.76, -0.78),
                    (0.66, -0.62),
                ]
            )
        ),
        blob(
            [
                (-0.62, -0.6),
                (-0.71, -0.84),
                (-0.56, -0.98),
                (-0.2, -1.04),
                (0.3, -1.02),
                (0.64, -0.93),
                (0.7, -0.78),
                (0.62, -0.6),
            ]
        ),
    )
    d.shape(strap, "second", 0.62)
    d.shape(
        gathered(
            [
                rectangle(-0.5, -0.84, -0.3, -0.72),
                rectangle(0.34, -0.82, 0.52, -0.72),
                circle(-0.16, -0.76, 0.05),
                rectangle(-0.2, -0.8, -0.12, -0.72),
            ]
        ),
        "dark",
        0.63,
    )
    d.cut(gathered([rectangle(-0.5 + 0.028 * k, -0.84, -0.488 + 0.028 * k, -0.76) for k in range(7)]), "far", 0.64)
    top = blob(
        [
            (-0.68, -0.5),
            (-0.68, -0.5),
            (-0.68, -0.7),
            (-0.62, -0.75),
            (0.62, -0.75),
            (0.68, -0.7),
            (0.68, -0.5),
            (0.68, -0.5),
        ]
    )
    d.shape(top, "light", 0.66)
    body = blob(
        [
            (-0.7, -0.58),
            (-0.7, -0.58),
            (0.7, -0.58),
            (0.7, -0.58),
            (0.72, -0.3),
            (0.68, -0.06),
            (0.6, 0.0),
            (-0.6, 0.0),
            (-0.68, -0.06),
            (-0.72, -0.3),
        ]
    )
    d.shape(body, "accent", 0.68)
    d.cut(
        gathered([tapered([(-0.7, -0.585), (0.7, -0.585)], 0.022), tapered([(-0.69, -0.055), (0.69, -0.055)], 0.016)]),
        "dark",
        0.69,
    )
    grain = [
        gouge([(x, y), (x + 0.014, y + 0.006), (x + 0.026, y)], 0.007)
        for x, y in rng.uniform((-0.64, -0.54), (0.6, -0.09), (90, 2))
    ]
    d.cut(gathered(grain), "dark", 0.69)
    d.cut(
        gathered(
            [
                rectangle(-0.14, -0.72, 0.06, -0.62),
                rectangle(0.3, -0.71, 0.42, -0.63),
                rectangle(-0.56, -0.71, -0.44, -0.63),
            ]
        ),
        "dark",
        0.7,
    )
    d.cut(
        gathered(
            [
                polygon([(-0.12, -0.71), (-0.05, -0.71), (-0.1, -0.63), (-0.12, -0.63)]),
                polygon([(0.31, -0.7), (0.36, -0.7), (0.33, -0.64), (0.31, -0.64)]),
            ]
        ),
        "light",
        0.71,
    )
    for r, ink in (
        (0.275, "dark"), (0.25, "far"), (0.215, "dark"), (0.17, "middle"), (0.145, "dark"), (0.1, "second"),
        (0.06, "dark"),
    ):  # fmt: skip
        d.shape(circle(0.04, -0.3, r), ink, 0.72)  # type: ignore[arg-type]
    knurl = [
        tapered(
            [(0.04 + 0.25 * np.cos(a), -0.3 + 0.25 * np.sin(a)), (0.04 + 0.225 * np.cos(a), -0.3 + 0.225 * np.sin(a))],
            0.01,
        )
        for a in np.linspace(0, 2 * np.pi, 41)[:-1]
    ]
    d.cut(gathered(knurl), "dark", 0.73)
    d.cut(
        gathered(
            [
                blob([(-0.06, -0.36), (-0.02, -0.41), (0.04, -0.43), (0.0, -0.38), (-0.03, -0.33)]),
                circle(0.1, -0.24, 0.014),
            ]
        ),
        "light",
        0.75,
    )
    d.cut(gathered([circle(-0.5, -0.3, 0.04), circle(0.5, -0.48, 0.024)]), "light", 0.7)
    return d.marks
