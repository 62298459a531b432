"""A lotus in bloom above its leaves, a bud beside it."""

from __future__ import annotations

import numpy as np

from articover.generate.illustrator.compose.drawing import Drawing, Mark
from articover.generate.illustrator.compose.forms.curves import blob, circle, gathered, gouge, tapered, turned

SHOWS = frozenset({"lotus"})
NOT = frozenset[str]({})
STANCE = ("alone",)
EAST_TOO = True


def draw(rng: np.random.Generator, detail: float) -> list[Mark]:
    d = Drawing(1.0)
    stems = [
        tapered([(0.0, -0.5), (-0.02, -0.25), (0.03, -0.02)], [0.03, 0.026, 0.03]),
        tapered([(0.36, -0.62), (0.3, -0.3), (0.16, -0.03)], [0.022, 0.02, 0.024]),
    ]  # fmt: skip
    d.shape(gathered(stems), "middle", 0.6)
    for x, y, broad, turn in ((-0.3, -0.09, 0.36, 0.1), (0.34, -0.12, 0.3, -0.2)):
        rim = [
            (
                x + broad * np.cos(a) * (1 + 0.05 * np.sin(3 * a)),
                y + broad * 0.3 * np.sin(a) * (1 + 0.12 * np.sin(5 * a)),
            )
            for a in np.linspace(0, 2 * np.pi, 25)[:-1]
        ]
        d.shape(blob(rim, 6), "middle", 0.62)
        veins = [
            gouge(
                [
                    (x, y - 0.01),
                    (x + broad * 0.5 * np.cos(a), y - 0.005 + broad * 0.15 * np.sin(a)),
                    (x + broad * 0.92 * np.cos(a), y + broad * 0.27 * np.sin(a)),
                ],
                0.012,
            )
            for a in np.linspace(turn, turn + 2 * np.pi, 14)[:-1]
        ]
        d.cut(gathered(veins), "dark", 0.63)
    bud = blob([(0.36, -0.86), (0.36, -0.86), (0.43, -0.74), (0.42, -0.64), (0.36, -0.6), (0.3, -0.64), (0.29, -0.74)])
    d.shape(bud, "accent", 0.64)
    d.cut(
        gathered(
            [
                gouge([(0.36, -0.85), (0.33, -0.72), (0.35, -0.62)], 0.014),
                gouge([(0.36, -0.85), (0.4, -0.72), (0.38, -0.62)], 0.012),
            ]
        ),
        "light",
        0.65,
    )
    # Petals from the back to the front, each hollow with a pointed tip and veins to it.
    rings = (
        ((-62, -31, 0, 31, 62), 0.47, 0.2, "accent"), ((-78, -46, -15, 15, 46, 78), 0.42, 0.19, "light"),
        ((-95, -60, 60, 95), 0.37, 0.17, "accent"),
        ((-30, 0, 30), 0.33, 0.19, "accent"),
    )  # fmt: skip
    for ring, (angles, long, broad, ink) in enumerate(rings):
        for angle in angles:
            reach = long * float(rng.uniform(0.94, 1.06))
            shape = np.array([
                (0, 0), (-broad * 0.42, -reach * 0.3), (-broad * 0.5, -reach * 0.6), (0, -reach), (0, -reach),
                (broad * 0.5, -reach * 0.6), (broad * 0.42, -reach * 0.3),
            ])  # fmt: skip
            root = np.array((0.0, -0.46 + 0.012 * ring))
            petal = blob(turned(shape, angle) + root)
            d.shape(petal, "dark", 0.66 + 0.02 * ring)
            smaller = blob(turned(shape * np.array((0.88, 0.955)), angle) + root)
            d.shape(smaller, ink, 0.66 + 0.02 * ring)  # type: ignore[arg-type]
            veins = [
                gouge(
                    turned(
                        np.array(
                            [
                                (s * broad * 0.2, -reach * 0.18),
                                (s * broad * 0.34, -reach * 0.5),
                                (s * broad * 0.1, -reach * 0.86),
                            ]
                        ),
                        angle,
                    )
                    + root,
                    0.008,
                )
                for s in (-0.8, 0.0, 0.8)
            ]
            d.cut(gathered(veins), "light" if ink == "accent" else "accent", 0.67 + 0.02 * ring)
    d.shape(blob([(-0.12, -0.49), (0.0, -0.53), (0.12, -0.49), (0.08, -0.43), (-0.08, -0.43)]), "second", 0.76)
    d.cut(gathered([circle(-0.06 + 0.04 * k, -0.485 - 0.01 * (k % 2), 0.009) for k in range(4)]), "dark", 0.77)
    return d.marks
