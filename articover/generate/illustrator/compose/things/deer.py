"""A stag that stands with head raised."""

from __future__ import annotations

import numpy as np

from articover.generate.illustrator.compose.drawing import Drawing, Ink, Mark
from articover.generate.illustrator.compose.forms.curves import blob, circle, inside, joined, tapered

SHOWS = frozenset({"deer"})
NOT = frozenset[str]()
STANCE = (
    "alone",
    "tiny",
)
TALL = 0.95
EAST_TOO = True


def draw(rng: np.random.Generator, detail: float) -> list[Mark]:
    d = Drawing(1.0)
    legs: tuple[tuple[float, float, Ink], ...] = (
        (-0.3, -0.02, "middle"),
        (0.12, 0.015, "middle"),
        (-0.24, 0.025, "dark"),
        (0.18, -0.01, "dark"),
    )
    for x, bend, shade in legs:
        d.shape(
            tapered(
                [(x, -0.46), (x + bend * 2, -0.24), (x - bend, -0.1), (x + bend, 0.0)], [0.11, 0.045, 0.032, 0.036]
            ),
            shade,
            0.66,
        )
    body = blob(
        [
            (0.2, -0.62),
            (0.24, -0.5),
            (0.2, -0.4),
            (0.05, -0.37),
            (-0.15, -0.38),
            (-0.32, -0.36),
            (-0.4, -0.46),
            (-0.38, -0.57),
            (-0.22, -0.61),
            (0.0, -0.59),
        ]
    )
    neck = tapered([(0.14, -0.5), (0.22, -0.64), (0.27, -0.76)], [0.21, 0.12, 0.09])
    head = blob(
        [(0.22, -0.8), (0.29, -0.84), (0.38, -0.79), (0.47, -0.73), (0.46, -0.69), (0.36, -0.69), (0.26, -0.72)]
    )
    d.shape(joined(body, neck, head), "dark", 0.7)
    d.shape(blob([(0.22, -0.8), (0.12, -0.85), (0.08, -0.83), (0.14, -0.78), (0.22, -0.77)]), "dark", 0.7)
    d.shape(tapered([(-0.39, -0.54), (-0.44, -0.5), (-0.43, -0.44)], [0.05, 0.045, 0.01]), "light", 0.7)
    d.cut(
        inside(blob([(0.3, -0.68), (0.28, -0.56), (0.24, -0.44), (0.18, -0.46), (0.2, -0.6)]), joined(body, neck)),
        "middle",
        0.7,
    )
    for s, reach in ((-1, 0.9), (1, 1.0)):
        root = (0.27 + 0.02 * s, -0.82)
        beam = [
            root,
            (0.27 + 0.13 * s * reach, -0.92),
            (0.27 + 0.17 * s * reach, -1.06),
            (0.27 + 0.08 * s * reach, -1.18),
        ]
        d.shape(tapered(beam, [0.03, 0.026, 0.02, 0.0]), "accent", 0.68)
        for at, to in ((1, (0.23, -0.99)), (2, (0.27, -1.13))):
            base = beam[at]
            d.shape(
                tapered([base, (base[0] + s * 0.04, base[1] - 0.05), (0.27 + s * to[0], to[1])], [0.022, 0.018, 0.0]),
                "accent",
                0.68,
            )
        d.shape(
            tapered([(0.28, -0.86), (0.29 + 0.06 * s, -0.92), (0.3 + 0.05 * s, -0.99)], [0.02, 0.016, 0.0]),
            "accent",
            0.68,
        )
    d.cut(circle(0.335, -0.775, 0.012), "light", 0.7)
    for _ in range(7):
        x, y = float(rng.uniform(-0.32, 0.02)), float(rng.uniform(-0.57, -0.47))
        d.cut(circle(x, y, 0.009), "light", 0.7)
    return d.marks
