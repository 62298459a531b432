"""Somebody on a horse that walks, a long coat over the saddle, a broad hat."""

from __future__ import annotations

import numpy as np

from articover.generate.illustrator.compose.drawing import Drawing, Mark
from articover.generate.illustrator.compose.forms.curves import blob, gathered, placed, polygon, shaded, tapered
from articover.generate.illustrator.compose.forms.horses import horse

SHOWS = frozenset({"cowboy", "outlaw", "sheriff", "pioneer", "jockey", "caravan"})
NOT = frozenset[str]()
STANCE = ("tiny", "alone")
TALL = 1.4
EAST_TOO = False


def draw(rng: np.random.Generator, detail: float) -> list[Mark]:
    mount = Drawing(1.0)
    horse(mount, "dark", "middle", mane="dark", bridle="accent")
    saddle = polygon([(-0.07, -0.7), (0.11, -0.72), (0.1, -0.6), (-0.05, -0.6)])
    mount.cut(saddle, "second", 0.75)
    # Leg, coat skirt, body, arm, head: he sits deep, heels down, and looks ahead.
    mount.shape(
        tapered([(0.03, -0.74), (0.1, -0.6), (0.075, -0.44), (0.06, -0.36)], [0.12, 0.09, 0.06, 0.05]), "dark", 0.78
    )
    mount.shape(
        blob([(0.03, -0.38), (0.1, -0.385), (0.16, -0.345), (0.155, -0.33), (0.07, -0.335), (0.03, -0.33)]),
        "accent",
        0.78,
    )
    skirt = blob(
        [
            (-0.08, -0.8),
            (0.09, -0.8),
            (0.12, -0.66),
            (0.13, -0.5),
            (0.13, -0.5),
            (0.03, -0.47),
            (-0.12, -0.52),
            (-0.26, -0.6),
            (-0.26, -0.6),
            (-0.15, -0.7),
        ]
    )
    mount.shape(skirt, "accent", 0.8)
    coat = blob(
        [
            (-0.08, -0.76),
            (-0.1, -0.92),
            (-0.07, -1.07),
            (-0.01, -1.115),
            (0.05, -1.09),
            (0.085, -1.0),
            (0.08, -0.86),
            (0.1, -0.74),
        ]
    )
    mount.shape(coat, "accent", 0.8)
    mount.cut(shaded(coat, 0.05, -0.01), "dark", 0.81)
    mount.cut(
        gathered(
            [
                tapered([(-0.05, -0.76), (-0.11, -0.66), (-0.2, -0.6)], [0.004, 0.012, 0.004]),
                tapered([(0.03, -0.76), (0.02, -0.62), (-0.01, -0.5)], [0.004, 0.012, 0.004]),
            ]
        ),
        "dark",
        0.81,
    )
    mount.shape(tapered([(-0.015, -1.04), (0.01, -0.9), (0.14, -0.82)], [0.085, 0.07, 0.05]), "accent", 0.82)
    mount.cut(tapered([(0.0, -0.93), (0.04, -0.865), (0.14, -0.81)], [0.008, 0.014, 0.006]), "dark", 0.82)
    mount.shape(blob([(0.13, -0.835), (0.17, -0.83), (0.175, -0.8), (0.14, -0.79)]), "light", 0.83)
    head = blob(
        [
            (-0.02, -1.1),
            (-0.03, -1.18),
            (0.01, -1.225),
            (0.065, -1.21),
            (0.075, -1.17),
            (0.09, -1.145),
            (0.075, -1.13),
            (0.07, -1.105),
            (0.04, -1.095),
        ]
    )
    mount.shape(head, "light", 0.83)
    mount.cut(blob([(-0.03, -1.1), (-0.035, -1.18), (0.0, -1.2), (0.015, -1.15), (0.01, -1.1)]), "dark", 0.83)
    mount.shape(tapered([(-0.1, -1.175), (0.02, -1.195), (0.15, -1.19)], [0.012, 0.022, 0.01]), "dark", 0.85)
    mount.shape(
        blob(
            [
                (-0.045, -1.18),
                (-0.04, -1.25),
                (-0.015, -1.275),
                (0.015, -1.262),
                (0.05, -1.277),
                (0.075, -1.25),
                (0.08, -1.185),
            ]
        ),
        "dark",
        0.85,
    )
    mount.shape(tapered([(-0.03, -1.1), (0.05, -1.09)], [0.045, 0.03]), "second", 0.84)
    return [Mark(placed(mark.path, 0, 0, 0.78), mark.ink, mark.depth, mark.kind) for mark in mount.marks]
