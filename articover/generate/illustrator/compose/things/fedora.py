"""A fedora with a ribbon, its brim snapped down."""

from __future__ import annotations

import numpy as np

from articover.generate.illustrator.compose.drawing import Drawing, Mark
from articover.generate.illustrator.compose.forms.curves import blob, curve, gathered, gouge, polygon, shaded, tapered

SHOWS = frozenset({"hat"})
NOT = frozenset[str]({"gat", "witch_hat", "graduation_cap", "cap"})
STANCE = ("alone",)
EAST_TOO = True


def draw(rng: np.random.Generator, detail: float) -> list[Mark]:
    d = Drawing(1.0)
    brim = blob(
        [
            (-0.74, -0.18),
            (-0.6, -0.26),
            (-0.36, -0.3),
            (0.36, -0.3),
            (0.6, -0.24),
            (0.78, -0.1),
            (0.74, -0.04),
            (0.5, -0.05),
            (0.2, -0.0),
            (-0.2, -0.01),
            (-0.5, -0.06),
        ]
    )
    d.shape(brim, "accent", 0.66)
    d.cut(
        blob(
            [
                (-0.4, -0.14),
                (0.0, -0.1),
                (0.4, -0.14),
                (0.62, -0.08),
                (0.72, -0.05),
                (0.5, -0.05),
                (0.2, 0.0),
                (-0.2, -0.01),
                (-0.46, -0.06),
            ]
        ),
        "dark",
        0.67,
    )
    crown = blob(
        [
            (-0.42, -0.2),
            (-0.42, -0.2),
            (-0.44, -0.368),
            (-0.36, -0.592),
            (-0.24, -0.732),
            (-0.1, -0.746),
            (0.0, -0.69),
            (0.12, -0.732),
            (0.26, -0.69),
            (0.36, -0.55),
            (0.42, -0.368),
            (0.42, -0.2),
            (0.42, -0.2),
            (0.0, -0.13),
        ]
    )
    d.shape(crown, "accent", 0.68)
    d.cut(shaded(crown, -0.075, 0.02), "dark", 0.69)
    d.cut(
        blob([(-0.1, -0.739), (0.0, -0.686), (0.12, -0.725), (0.1, -0.592), (0.03, -0.452), (-0.03, -0.564)]),
        "dark",
        0.69,
    )
    d.cut(
        gathered(
            [
                gouge([(0.26, -0.662), (0.2, -0.536), (0.24, -0.41)], 0.03),
                gouge([(-0.27, -0.69), (-0.3, -0.564), (-0.28, -0.466)], 0.022),
            ]
        ),
        "dark",
        0.69,
    )
    ribbon = np.concatenate(
        [
            curve([(-0.435, -0.38), (0.0, -0.29), (0.425, -0.38)], 8),
            curve([(0.42, -0.19), (0.0, -0.115), (-0.425, -0.19)], 8),
        ]
    )
    d.shape(polygon(ribbon), "dark", 0.7)
    d.cut(gathered([gouge([(-0.42, -0.345), (0.0, -0.255), (0.41, -0.345)], 0.012)]), "middle", 0.71)
    bow = [
        blob([(-0.3, -0.35), (-0.2, -0.36), (-0.18, -0.2), (-0.3, -0.2)]),
        blob([(-0.2, -0.36), (-0.06, -0.38), (-0.1, -0.27), (-0.05, -0.17), (-0.18, -0.2)]),
    ]  # fmt: skip
    d.shape(gathered(bow), "second", 0.72)
    d.cut(tapered([(-0.19, -0.36), (-0.185, -0.2)], 0.014), "dark", 0.73)
    d.cut(gouge([(-0.66, -0.17), (-0.3, -0.115), (0.1, -0.085)], 0.014), "light", 0.69)
    return d.marks
