"""A koi seen from above, its body in a curve, rings on the water."""

from __future__ import annotations

import numpy as np

from articover.generate.illustrator.compose.drawing import Drawing, Mark
from articover.generate.illustrator.compose.forms.curves import (
    blob,
    curve,
    dot,
    gathered,
    gouge,
    polygon,
    tapered,
)

SHOWS = frozenset({"carp", "goldfish"})
NOT = frozenset[str]({})
STANCE = ("alone",)
EAST_TOO = True


def draw(rng: np.random.Generator, detail: float) -> list[Mark]:
    d = Drawing(1.0)
    for radius in (0.47, 0.38):
        turn = np.linspace(-2.2, 1.6 if radius > 0.4 else 0.9, 50)
        d.shape(
            tapered(np.stack([0.02 + radius * np.cos(turn), -0.5 + radius * np.sin(turn)], 1), [0.0, 0.012, 0.0], 2),
            "middle",
            0.55,
        )
    spine = curve([(0.2, -0.9), (0.17, -0.78), (0.04, -0.6), (-0.04, -0.44), (0.0, -0.28), (0.12, -0.16)], 12)
    t = np.linspace(0, 1, len(spine))
    width = np.interp(t, [0, 0.06, 0.16, 0.32, 0.5, 0.7, 0.88, 1], [0.05, 0.13, 0.185, 0.225, 0.2, 0.13, 0.065, 0.05])
    across = np.stack([-np.gradient(spine[:, 1]), np.gradient(spine[:, 0])], 1)
    across /= np.linalg.norm(across, axis=1)[:, None]

    def beside(k: int, share: float) -> np.ndarray:
        return np.asarray(spine[k] + across[k] * width[k] * share)

    tail = np.array([
        (0.1, -0.18), (0.2, -0.2), (0.34, -0.14), (0.42, -0.04), (0.3, -0.09), (0.24, -0.06), (0.25, 0.0),
        (0.15, -0.05), (0.09, -0.12),
    ])  # fmt: skip
    d.shape(blob(tail), "light", 0.64)
    d.cut(
        gathered(
            [
                tapered(
                    [(0.12, -0.155), (0.24, -0.15 + 0.03 * k), (0.36 - 0.035 * k, -0.09 + 0.028 * k)],
                    [0.01, 0.008, 0.0],
                )
                for k in range(4)
            ]
        ),
        "middle",
        0.65,
    )
    for side in (-1, 1):
        root = beside(16, side * 0.45)
        out = across[16] * side
        fin = [
            root - np.array((0.02, 0.03)), root + out * 0.13 + np.array((0.0, 0.0)),
            root + out * 0.21 + np.array((-0.03, 0.09)), root + out * 0.12 + np.array((-0.04, 0.12)),
            root + np.array((-0.03, 0.06)),
        ]  # fmt: skip
        d.shape(blob(fin), "light", 0.64)
        d.cut(
            gathered(
                [
                    gouge(
                        [
                            root,
                            root + out * 0.1 + np.array((-0.01 * j, 0.03 * j)),
                            root + out * 0.17 + np.array((-0.02, 0.025 * j + 0.02)),
                        ],
                        0.008,
                    )
                    for j in range(4)
                ]
            ),
            "middle",
            0.65,
        )
        hip = beside(36, side * 0.42)
        d.shape(
            blob(
                [
                    hip,
                    hip + across[36] * side * 0.08 + np.array((0.02, 0.03)),
                    hip + across[36] * side * 0.07 + np.array((0.03, 0.08)),
                    hip + np.array((0.01, 0.05)),
                ]
            ),
            "light",
            0.64,
        )
    outline = np.concatenate([spine + across * width[:, None] / 2, (spine - across * width[:, None] / 2)[::-1]])
    body = polygon(outline)
    d.shape(body, "light", 0.68)
    patches = [((2, 12), -0.5, 0.5), ((19, 31), -0.5, 0.22), ((29, 37), -0.05, 0.5), ((43, 52), -0.5, 0.4)]
    for (a, b), low, high in patches:
        upper = [beside(k, high * (1 + 0.12 * np.sin(k * 2.1))) for k in range(a, b)]
        under = [beside(k, low * (1 + 0.12 * np.cos(k * 1.7))) for k in range(a, b)]
        d.cut(blob(np.array([*upper[::2], *under[::-2]]), 5), "accent", 0.69)
    scales = []
    for k in range(14, 54, 2):
        for lane in (-0.33, -0.16, 0.0, 0.16, 0.33):
            row = lane + (0.08 if k % 4 == 0 else 0.0)
            p, q = beside(k, row), spine[min(k + 1, 59)] - spine[k]
            if abs(row) < 0.42:
                scales.append(
                    gouge([p - across[k] * width[k] * 0.07, p + q * 1.2, p + across[k] * width[k] * 0.07], 0.006)
                )
    d.cut(gathered(scales), "middle", 0.7)
    d.cut(
        gathered([dot(beside(34, 0.12), 0.024), dot(beside(40, -0.2), 0.018), dot(beside(15, -0.1), 0.015)]),
        "dark",
        0.7,
    )
    dorsal = [beside(20, 0.04), beside(27, -0.18), beside(36, -0.14), beside(42, -0.02), beside(32, 0.05)]
    d.shape(blob(np.array(dorsal)), "second", 0.71)
    d.cut(gathered([gouge([beside(k, 0.03), beside(k + 2, -0.12)], 0.007) for k in range(22, 40, 3)]), "dark", 0.72)
    d.cut(gathered([dot(beside(6, s), 0.014) for s in (-0.36, 0.36)]), "dark", 0.72)
    gills = [gouge([beside(10, s * 0.5), beside(12, s * 0.38), beside(13, s * 0.2)], 0.01) for s in (-1, 1)]
    barbels = [
        tapered(
            [
                beside(1, s * 0.6),
                beside(0, s * 1.1) + np.array((0.02, -0.03)),
                beside(0, s * 1.5) + np.array((0.0, -0.05)),
            ],
            [0.014, 0.01, 0.0],
        )
        for s in (-1, 1)
    ]
    d.cut(gathered(gills), "dark", 0.72)
    d.shape(gathered(barbels), "dark", 0.67)
    return d.marks
