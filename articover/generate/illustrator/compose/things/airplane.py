"""A biplane in a bank, seen from the side and a little below: struts, wires, a radial engine."""

from __future__ import annotations

import numpy as np

from articover.generate.illustrator.compose.drawing import Drawing, Mark
from articover.generate.illustrator.compose.forms.curves import blob, circle, curve, gathered, placed, polygon, tapered

SHOWS = frozenset({"biplane", "airplane"})
NOT = frozenset({"fighter", "helicopter", "airport"})
STANCE = ("alone",)
EAST_TOO = True


def draw(rng: np.random.Generator, detail: float) -> list[Mark]:
    d = Drawing(1.0)
    # Far wings, fuselage, tail, near wings: drawn level, then banked.
    d.shape(blob([(0.0, -0.07), (0.36, -0.1), (0.5, -0.33), (0.47, -0.36), (0.2, -0.2)], 8), "middle", 0.6)
    body = np.concatenate(
        [
            curve(
                [
                    (0.58, -0.13),
                    (0.45, -0.17),
                    (0.3, -0.175),
                    (0.2, -0.16),
                    (0.12, -0.165),
                    (0.02, -0.13),
                    (-0.3, -0.085),
                    (-0.62, -0.07),
                ],
                8,
            ),
            curve([(-0.64, -0.04), (-0.4, 0.0), (0.0, 0.05), (0.3, 0.075), (0.5, 0.06), (0.58, 0.03)], 8),
        ]
    )
    d.shape(polygon(body), "accent", 0.66)
    belly = np.concatenate(
        [
            curve([(0.58, 0.0), (0.3, 0.02), (0.0, 0.0), (-0.4, -0.025), (-0.64, -0.045)], 8),
            curve([(-0.4, 0.0), (0.0, 0.05), (0.3, 0.075), (0.5, 0.06), (0.58, 0.03)], 8),
        ]
    )
    d.cut(polygon(belly), "dark", 0.67)
    d.cut(polygon([(0.14, -0.17), (0.02, -0.135), (0.04, -0.105), (0.14, -0.115)]), "dark", 0.68)
    pilot = [circle(0.08, -0.185, 0.04), blob([(0.02, -0.12), (0.05, -0.16), (0.11, -0.16), (0.135, -0.12)])]
    d.shape(gathered(pilot), "dark", 0.68)
    d.shape(
        tapered([(0.05, -0.155), (-0.06, -0.17), (-0.16, -0.14), (-0.24, -0.165)], [0.03, 0.035, 0.03, 0.015]),
        "light",
        0.69,
    )
    d.cut(blob([(0.085, -0.2), (0.12, -0.2), (0.12, -0.175), (0.09, -0.175)]), "light", 0.69)
    d.shape(polygon([(0.16, -0.165), (0.19, -0.225), (0.2, -0.225), (0.185, -0.16)]), "far", 0.69)
    fin = blob(
        [
            (-0.48, -0.08),
            (-0.48, -0.08),
            (-0.58, -0.2),
            (-0.66, -0.235),
            (-0.71, -0.2),
            (-0.7, -0.1),
            (-0.66, -0.03),
            (-0.62, -0.02),
            (-0.62, -0.02),
        ]
    )
    d.shape(fin, "second", 0.68)
    d.cut(gathered([tapered([(-0.6, -0.2), (-0.6, -0.04)], 0.01), circle(-0.655, -0.14, 0.02)]), "dark", 0.69)
    d.shape(
        blob([(-0.44, -0.05), (-0.5, -0.025), (-0.74, 0.06), (-0.79, 0.05), (-0.74, -0.01), (-0.62, -0.06)]),
        "accent",
        0.7,
    )
    d.cut(tapered([(-0.55, -0.06), (-0.73, 0.035)], 0.008), "dark", 0.7)
    nose = [(0.5, -0.165), (0.6, -0.155), (0.64, -0.1), (0.64, 0.0), (0.6, 0.055), (0.5, 0.07)]
    d.shape(polygon(curve(nose, 6)), "dark", 0.7)
    d.cut(
        gathered(
            [tapered([(0.53, y), (0.62, y * 0.9 - 0.005)], 0.013) for y in (-0.125, -0.085, -0.045, -0.005, 0.03)]
        ),
        "middle",
        0.71,
    )
    d.shape(
        gathered(
            [
                tapered([(0.34, 0.06), (0.42, 0.2)], 0.018),
                tapered([(0.5, 0.05), (0.43, 0.2)], 0.018),
                tapered([(0.28, 0.07), (0.38, 0.17)], 0.014),
            ]
        ),
        "dark",
        0.65,
    )
    for x, y in ((0.36, 0.17), (0.43, 0.215)):
        d.shape(circle(x, y, 0.058), "dark", 0.66)
        d.cut(gathered([circle(x, y, 0.024)]), "far", 0.67)
    _wings(d)
    d.shape(
        gathered(
            [
                tapered([(0.69, -0.05), (0.7, -0.18), (0.675, -0.29)], [0.02, 0.035, 0.012]),
                tapered([(0.69, -0.05), (0.675, 0.08), (0.7, 0.19)], [0.02, 0.035, 0.012]),
            ]
        ),
        "dark",
        0.74,
    )
    d.shape(blob([(0.63, -0.09), (0.69, -0.085), (0.73, -0.05), (0.69, -0.015), (0.63, -0.01)]), "second", 0.75)
    return [Mark(placed(mark.path, 0.02, -0.42, 0.88, -14), mark.ink, mark.depth, mark.kind) for mark in d.marks]


def _wings(d: Drawing) -> None:
    """Both near wings in perspective, their struts and crossed wires, a roundel."""
    lower = blob(
        [(0.26, 0.06), (0.1, 0.07), (-0.22, 0.28), (-0.3, 0.38), (-0.26, 0.4), (-0.1, 0.36), (0.2, 0.2), (0.36, 0.08)]
    )
    upper = blob(
        [
            (0.42, -0.33),
            (0.2, -0.33),
            (-0.18, -0.12),
            (-0.3, 0.0),
            (-0.27, 0.035),
            (-0.08, 0.0),
            (0.3, -0.17),
            (0.52, -0.29),
        ]
    )
    d.shape(lower, "accent", 0.72)
    d.cut(
        gathered([tapered([(0.16, 0.09), (-0.22, 0.335)], 0.006), tapered([(0.3, 0.07), (-0.14, 0.36)], 0.006)]),
        "dark",
        0.72,
    )
    struts = [
        tapered([(0.32, -0.22), (0.27, 0.08)], 0.016), tapered([(0.2, -0.26), (0.16, 0.09)], 0.016),
        tapered([(-0.1, -0.06), (-0.13, 0.33)], 0.016), tapered([(-0.2, -0.04), (-0.24, 0.32)], 0.016),
    ]  # fmt: skip
    wires = [tapered([(0.2, -0.25), (-0.14, 0.32)], 0.005), tapered([(-0.12, -0.05), (0.18, 0.1)], 0.005)]
    d.shape(gathered([*struts, *wires]), "dark", 0.73)
    d.shape(upper, "accent", 0.74)
    ribs = []
    for s in np.linspace(0.08, 0.92, 9):
        a = np.array((0.31, -0.345)) * (1 - s) + np.array((-0.27, -0.03)) * s
        b = np.array((0.47, -0.25)) * (1 - s) + np.array((-0.2, 0.025)) * s
        ribs.append(tapered([a, b], 0.005))
    d.cut(gathered(ribs), "dark", 0.75)
    middle = np.array((-0.1, -0.07))
    for size, ink in ((0.075, "light"), (0.048, "second")):
        ring = [
            middle + np.array((np.cos(a) * size, np.sin(a) * size * 0.62 - np.cos(a) * size * 0.45))
            for a in np.linspace(0, 2 * np.pi, 25)[:-1]
        ]
        d.cut(polygon(ring), ink, 0.76)  # type: ignore[arg-type]
