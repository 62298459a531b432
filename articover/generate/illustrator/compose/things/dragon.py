"""A Western dragon, rampant: bat's wings raised, a barbed tail coiled under it, fire in its throat."""

from __future__ import annotations

import numpy as np

from articover.generate.illustrator.compose.drawing import Drawing, Mark
from articover.generate.illustrator.compose.forms.curves import (
    Points,
    blob,
    circle,
    curve,
    gathered,
    gouge,
    normals,
    polygon,
    ribbon,
    tapered,
)

SHOWS = frozenset({"dragon", "wyvern"})
NOT = frozenset({"imugi"})
STANCE = ("alone", "tiny")
TALL = 3.5
EAST_TOO = False


def draw(rng: np.random.Generator, detail: float) -> list[Mark]:
    d = Drawing(1.0)
    _wing(d, (-0.02, -0.56), [(-0.03, -0.82), (0.2, -1.0), (0.33, -0.78), (0.36, -0.6), (0.3, -0.46)], "middle", "dark")
    spine = curve(
        [
            (0.24, -0.79),
            (0.17, -0.845),
            (0.07, -0.81),
            (0.03, -0.7),
            (0.05, -0.56),
            (0.03, -0.42),
            (-0.04, -0.27),
            (-0.18, -0.17),
            (-0.34, -0.16),
            (-0.44, -0.23),
            (-0.41, -0.33),
            (-0.31, -0.33),
            (-0.27, -0.26),
        ],
        10,
    )
    width = np.interp(
        np.linspace(0, 1, len(spine)),
        [0, 0.1, 0.2, 0.33, 0.45, 0.58, 0.75, 0.92, 1],
        [0.075, 0.085, 0.09, 0.17, 0.21, 0.17, 0.08, 0.035, 0.02],
    )
    _legs(d)
    d.shape(ribbon(spine, width), "accent", 0.7)
    _belly(d, spine, width)
    _crest(d, spine, width)
    d.shape(polygon([(-0.3, -0.245), (-0.2, -0.265), (-0.235, -0.235), (-0.22, -0.19), (-0.265, -0.215)]), "dark", 0.72)
    _wing(
        d,
        (-0.02, -0.6),
        [(-0.14, -0.86), (-0.3, -1.05), (-0.52, -0.86), (-0.6, -0.64), (-0.52, -0.47)],
        "dark",
        "middle",
    )
    _head(d)
    return d.marks


def _wing(d: Drawing, root: tuple[float, float], arm: list[tuple[float, float]], skin: str, bone: str) -> None:
    """An arm with a claw at the wrist and three fingers; the skin hangs between them in scallops."""
    elbow, wrist, *tips = arm
    joints = [np.array(p) for p in (root, elbow, wrist, *tips)]
    edge = [joints[2]]
    previous = joints[2]
    for tip in [*joints[3:], np.array(root) + np.array((0, 0.16))]:
        hang = (previous + tip) / 2 + (joints[1] - (previous + tip) / 2) * 0.24
        edge += (
            [*curve([previous, hang, tip], 6)[1:]]
            if previous is not joints[2]
            else [*curve([previous, (previous + tip) / 2 + (np.array(tip) - joints[1]) * 0.04, tip], 6)[1:]]
        )
        previous = tip
    membrane = polygon(np.array([joints[0], joints[1], *edge]))
    d.shape(membrane, skin, 0.6)  # type: ignore[arg-type]
    bones = [tapered([joints[0], joints[1]], [0.06, 0.035]), tapered([joints[1], joints[2]], [0.036, 0.024])]
    for tip in joints[3:]:
        middle = (joints[2] + tip) / 2 + (joints[2] - joints[1]) * 0.05
        bones.append(tapered([joints[2], middle, tip], [0.02, 0.013, 0.003]))
    hook = joints[2] + np.array((0.02 if tips[0][0] > 0 else -0.02, -0.05))
    bones.append(gouge([joints[2], (joints[2] + hook) / 2 + np.array((0.015, 0)), hook], 0.022))
    d.cut(gathered(bones), "accent" if skin == "dark" else bone, 0.61)  # type: ignore[arg-type]


def _legs(d: Drawing) -> None:
    """Haunch and shin of the hind leg, a fore leg raised with open claws."""
    limbs = [
        tapered([(-0.02, -0.3), (0.09, -0.2), (0.0, -0.1), (0.03, -0.02)], [0.2, 0.13, 0.065, 0.06]),
        tapered([(-0.14, -0.24), (-0.1, -0.13), (-0.17, -0.07), (-0.14, -0.015)], [0.13, 0.09, 0.055, 0.05]),
        tapered([(0.07, -0.54), (0.17, -0.47), (0.24, -0.54)], [0.09, 0.055, 0.04]),
        tapered([(0.08, -0.48), (0.16, -0.38), (0.25, -0.4)], [0.08, 0.052, 0.04]),
    ]  # fmt: skip
    d.shape(gathered(limbs), "accent", 0.71)
    claws = []
    for x, y, way in ((0.03, -0.012, 1), (-0.14, -0.01, 1)):
        claws += [
            gouge(
                [
                    (x + 0.01 * k, y - 0.012),
                    (x + way * (0.05 + 0.016 * k), y - 0.012),
                    (x + way * (0.075 + 0.02 * k), y + 0.012),
                ],
                0.026,
            )
            for k in range(3)
        ]
    for x, y in ((0.24, -0.545), (0.25, -0.4)):
        claws += [
            gouge([(x - 0.005, y), (x + 0.045, y - 0.02 + 0.022 * k), (x + 0.06, y + 0.014 + 0.026 * k)], 0.02)
            for k in range(3)
        ]
    d.shape(gathered(claws), "dark", 0.72)


def _belly(d: Drawing, spine: Points, width: Points) -> None:
    """Plates across the throat and belly; the back in scales."""
    side = -normals(spine)
    plates = []
    for k in range(5, 74, 3):
        inner = spine[k] - side[k] * width[k] * 0.06
        outer = spine[k] - side[k] * width[k] * 0.5
        plates.append(gouge([inner, (inner + outer) / 2 + np.array((0, 0.006)), outer], 0.012))
    d.cut(ribbon(spine[3:80] - side[3:80] * (width[3:80] * 0.33)[:, None], width[3:80] * 0.34), "second", 0.71)
    d.cut(gathered(plates), "dark", 0.72)
    scales = [
        gouge(
            [
                spine[k] + side[k] * width[k] * a + np.array((-0.014, 0)),
                spine[k] + side[k] * width[k] * a + np.array((0, 0.012)),
                spine[k] + side[k] * width[k] * a + np.array((0.014, 0)),
            ],
            0.007,
        )
        for k in range(8, 100, 4)
        for a in (0.12, 0.32)
    ]
    d.cut(gathered(scales), "dark", 0.72)


def _crest(d: Drawing, spine: Points, width: Points) -> None:
    """Spikes along the back, larger over the shoulders."""
    side = -normals(spine)
    spikes = []
    for k in range(6, len(spine) - 42, 4):
        size = 0.022 + 0.02 * float(width[k]) / 0.2
        foot = spine[k] + side[k] * width[k] * 0.47
        along = (spine[k + 2] - spine[k - 2]) / np.linalg.norm(spine[k + 2] - spine[k - 2])
        spikes.append(
            polygon(
                [foot - along * size * 0.5, foot + along * size * 0.5, foot + side[k] * size * 1.3 + along * size * 0.7]
            )
        )
    d.shape(gathered(spikes), "dark", 0.69)


def _head(d: Drawing) -> None:
    """Wedge-shaped, jaws open, horns swept back, a frill at the cheek."""
    fire = blob(
        [
            (0.38, -0.78),
            (0.48, -0.83),
            (0.6, -0.82),
            (0.66, -0.77),
            (0.66, -0.77),
            (0.57, -0.76),
            (0.6, -0.71),
            (0.6, -0.71),
            (0.5, -0.73),
            (0.44, -0.71),
            (0.38, -0.745),
        ]
    )
    d.shape(fire, "second", 0.73)
    d.cut(blob([(0.39, -0.77), (0.47, -0.795), (0.55, -0.785), (0.48, -0.755), (0.39, -0.755)]), "light", 0.74)
    upper = blob(
        [
            (0.16, -0.86),
            (0.2, -0.885),
            (0.27, -0.89),
            (0.31, -0.87),
            (0.37, -0.845),
            (0.41, -0.85),
            (0.43, -0.82),
            (0.42, -0.785),
            (0.34, -0.79),
            (0.27, -0.785),
            (0.2, -0.76),
            (0.15, -0.79),
        ]
    )
    lower = blob(
        [
            (0.19, -0.78),
            (0.26, -0.765),
            (0.33, -0.735),
            (0.38, -0.72),
            (0.385, -0.7),
            (0.34, -0.69),
            (0.26, -0.705),
            (0.19, -0.73),
        ]
    )
    d.shape(lower, "accent", 0.75)
    d.shape(upper, "accent", 0.76)
    horns = [
        tapered([(0.2, -0.875), (0.13, -0.93), (0.03, -0.95)], [0.04, 0.028, 0.0]),
        tapered([(0.24, -0.885), (0.19, -0.96), (0.1, -1.0)], [0.035, 0.026, 0.0]),
    ]  # fmt: skip
    d.shape(gathered(horns), "dark", 0.74)
    d.shape(
        polygon(
            [
                (0.17, -0.77),
                (0.09, -0.76),
                (0.15, -0.745),
                (0.11, -0.71),
                (0.18, -0.725),
                (0.17, -0.685),
                (0.215, -0.735),
            ]
        ),
        "dark",
        0.77,
    )
    teeth = [polygon([(x, -0.789), (x + 0.018, -0.789), (x + 0.009, -0.762)]) for x in (0.3, 0.335, 0.37, 0.4)]
    d.cut(gathered(teeth), "light", 0.78)
    d.cut(gathered([gouge([(0.26, -0.845), (0.285, -0.852), (0.305, -0.838)], 0.018)]), "light", 0.78)
    d.cut(
        gathered([circle(0.41, -0.825, 0.008), gouge([(0.24, -0.865), (0.28, -0.872), (0.315, -0.853)], 0.012)]),
        "dark",
        0.78,
    )
