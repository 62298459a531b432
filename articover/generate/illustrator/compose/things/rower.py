"""Somebody who stands in a small boat and sculls with one long oar."""

from __future__ import annotations

import numpy as np

from articover.generate.illustrator.compose.drawing import Drawing, Mark
from articover.generate.illustrator.compose.forms.curves import blob, curve, gathered, gouge, joined, polygon, tapered

SHOWS = frozenset({"fisherman", "ferryman", "sailor", "canoe"})
NOT = frozenset({"pirate_ship", "ship", "lighthouse_keeper", "pirate"})
STANCE = ("afloat", "alone")
TALL = 1.15
EAST_TOO = True


def draw(rng: np.random.Generator, detail: float) -> list[Mark]:
    d = Drawing(1.0)
    d.shape(tapered([(0.12, -0.68), (-0.2, -0.36), (-0.62, 0.02)], [0.024, 0.02, 0.022]), "second", 0.66)
    d.shape(gouge([(-0.44, -0.13), (-0.58, -0.01), (-0.68, 0.06)], 0.07), "second", 0.66)
    # He leans into the oar: weight on the front leg, back straight, both hands on the loom.
    trousers = [
        tapered([(0.02, -0.46), (-0.03, -0.3), (-0.11, -0.13)], [0.12, 0.085, 0.06]),
        tapered([(0.04, -0.46), (0.12, -0.32), (0.1, -0.13)], [0.12, 0.09, 0.06]),
    ]  # fmt: skip
    d.shape(gathered(trousers), "dark", 0.7)
    d.shape(tapered([(0.115, -0.74), (0.185, -0.63), (0.15, -0.68)], [0.06, 0.05, 0.035]), "far", 0.69)
    shirt = blob(
        [
            (0.07, -0.82),
            (0.13, -0.8),
            (0.165, -0.72),
            (0.14, -0.58),
            (0.11, -0.45),
            (0.02, -0.41),
            (-0.05, -0.44),
            (-0.03, -0.58),
            (0.02, -0.74),
        ]
    )
    d.shape(shirt, "accent", 0.71)
    d.cut(
        gathered(
            [
                gouge([(0.0, -0.46), (0.04, -0.6), (0.06, -0.75)], 0.018),
                gouge([(0.08, -0.45), (0.11, -0.56), (0.13, -0.66)], 0.012),
            ]
        ),
        "dark",
        0.72,
    )
    d.shape(tapered([(0.085, -0.76), (0.035, -0.64), (0.085, -0.62)], [0.07, 0.058, 0.04]), "accent", 0.74)
    d.shape(blob([(0.06, -0.645), (0.1, -0.65), (0.115, -0.615), (0.075, -0.6)]), "light", 0.74)
    head = blob(
        [
            (0.09, -0.82),
            (0.08, -0.89),
            (0.11, -0.935),
            (0.16, -0.93),
            (0.18, -0.9),
            (0.192, -0.875),
            (0.18, -0.865),
            (0.178, -0.83),
            (0.14, -0.81),
        ]
    )
    d.shape(head, "light", 0.74)
    d.cut(blob([(0.085, -0.82), (0.08, -0.9), (0.115, -0.9), (0.12, -0.85)]), "dark", 0.74)
    brim = joined(
        blob([(0.075, -0.9), (0.085, -0.955), (0.13, -0.985), (0.175, -0.96), (0.19, -0.9)]),
        tapered([(0.0, -0.885), (0.13, -0.918), (0.26, -0.888)], [0.01, 0.03, 0.01]),
    )
    d.shape(brim, "second", 0.76)
    sheer = curve([(-0.62, -0.24), (-0.3, -0.155), (0.1, -0.14), (0.45, -0.185), (0.72, -0.3)], 10)
    keel = curve([(0.6, -0.1), (0.42, 0.0), (0.1, 0.03), (-0.3, 0.02), (-0.54, -0.06)], 10)
    d.shape(polygon(np.concatenate([sheer, keel])), "dark", 0.78)
    d.cut(
        tapered(curve([(-0.6, -0.215), (-0.3, -0.13), (0.1, -0.115), (0.45, -0.16), (0.7, -0.272)], 10), 0.016, 1),
        "light",
        0.79,
    )
    d.cut(
        gathered(
            [
                gouge([(-0.5, -0.09), (-0.1, -0.05), (0.3, -0.06), (0.58, -0.14)], 0.012),
                gouge([(-0.42, -0.03), (-0.1, -0.012), (0.3, -0.015), (0.5, -0.06)], 0.01),
            ]
        ),
        "middle",
        0.79,
    )
    return d.marks
