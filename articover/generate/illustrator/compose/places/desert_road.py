"""A road through the desert, dead straight to red buttes; a fence and its posts, brush, one cloud's shadow."""

from __future__ import annotations

import itertools

import numpy as np

from articover.generate.illustrator.compose.drawing import BLEED, Drawing, Ink
from articover.generate.illustrator.compose.forms.camera import Camera
from articover.generate.illustrator.compose.forms.curves import blob, curve, gathered, gouge, polygon, tapered
from articover.generate.illustrator.compose.places import Ground, View

SHOWS = frozenset({"road", "wasteland", "crossroads", "frontier"})
NOT = frozenset[str]()
CALM_BELOW = True
EAST_TOO = False


def build(drawing: Drawing, view: View, rng: np.random.Generator) -> Ground:
    """The highest butte stands under `view.summit`; somebody may walk on the road."""
    left, right = -BLEED, drawing.aspect + BLEED
    at, top = view.summit
    low = top < 0.3
    horizon = top + 0.17
    vanishing = at + (0.07 if at < drawing.aspect / 2 else -0.07)
    camera = Camera((vanishing, horizon), 1.9, 0.5)
    for off, tall, ink, half in (
        (-0.25, 0.55, "far", 0.09), (0.24, 0.42, "far", 0.12), (0.0, 1.0, "middle", 0.085),
        (-0.16, 0.62, "middle", 0.03),
    ):  # fmt: skip
        _butte(drawing, at + off, horizon, (horizon - top) * tall, half, ink, rng)  # type: ignore[arg-type]
    drawing.shape(drawing.band(horizon, 1.13), "far", 0.3)
    cloud = curve([(left, horizon + 0.05), (at, horizon + 0.03), (right, horizon + 0.055)], 10)
    back = curve([(right, horizon + 0.085), (at + 0.1, horizon + 0.062), (left, horizon + 0.1)], 10)
    drawing.cut(polygon(np.concatenate([cloud, back])), "middle", 0.32)
    close = 2.9 if low else 1.0
    road = camera.face([(-1.9, 0, close * 0.8), (1.9, 0, close * 0.8), (1.9, 0, 400), (-1.9, 0, 400)])
    drawing.shape(road, "dark", 0.5)
    for side in (-1, 1):
        drawing.cut(
            camera.face(
                [
                    (side * 1.62, 0, close * 0.8),
                    (side * 1.72, 0, close * 0.8),
                    (side * 1.72, 0, 300),
                    (side * 1.62, 0, 300),
                ]
            ),
            "light",
            0.5,
        )
    z = 1.1
    dashes = []
    while z < 60:
        dashes.append(camera.face([(-0.07, 0, z), (0.07, 0, z), (0.07, 0, z + 1.1), (-0.07, 0, z + 1.1)]))
        z += 2.7
    drawing.cut(gathered(dashes), "accent", 0.51)
    _posts(drawing, camera, -1 if vanishing > at else 1)
    _brush(drawing, camera, rng)
    if low:
        brow_at = 0.615
        edge = curve(
            [(left, brow_at - 0.03), (at - 0.1, brow_at + 0.012), (at + 0.15, brow_at), (right, brow_at - 0.025)], 12
        )
        drawing.shape(polygon(np.concatenate([edge, [(right, 1.13), (left, 1.13)]])), "dark", 0.8)
    spot = camera.at(-0.9, 0, 7.5)
    drawing.focus = (at, top + 0.1)
    return Ground(spot, camera.metre(7.5) * 1.75, 0.65)


def _butte(
    drawing: Drawing, x: float, foot: float, tall: float, half: float, ink: Ink, rng: np.random.Generator
) -> None:
    """A tower of rock: a flat top, walls in pillars, a skirt of scree; its shaded side fluted."""
    cap, scree = foot - tall, foot - tall * 0.36
    wall: list[tuple[float, float]] = []
    for k in np.linspace(-1, 1, 9):
        dip = float(rng.uniform(0, tall * 0.05)) + (tall * 0.1 if abs(k) > 0.9 else 0)
        wall += [(x + half * 0.62 * (k - 0.09), cap + dip), (x + half * 0.62 * (k + 0.09), cap + dip)]
    outline = [
        (x - half * 1.9, foot + 0.002), (x - half * 0.86, scree), *wall, (x + half * 0.86, scree),
        (x + half * 1.9, foot + 0.002),
    ]  # fmt: skip
    drawing.shape(polygon(outline), ink, 0.2)
    shade: Ink = "dark" if ink == "middle" else "middle"
    side = 1 if drawing.light[0] < 0 else -1
    flutes = []
    for k in np.linspace(-0.1, 0.72, 7):
        at = x + side * half * float(k)
        wide = half * float(rng.uniform(0.04, 0.12))
        flutes.append(
            polygon(
                [
                    (at, cap + tall * float(rng.uniform(0.04, 0.2))),
                    (at + wide, cap + tall * 0.1),
                    (at + wide * 1.1, scree),
                    (at - wide * 0.3, scree),
                ]
            )
        )
    drawing.cut(gathered(flutes), shade, 0.2)
    drawing.cut(
        polygon(
            [
                (x + side * half * 0.2, scree),
                (x + side * half * 0.86, scree),
                (x + side * half * 1.9, foot),
                (x + side * half * 0.6, foot),
            ]
        ),
        shade,
        0.2,
    )
    drawing.cut(
        gathered(
            [
                gouge(
                    [
                        (x - half * 0.8, scree - tall * s),
                        (x, scree - tall * s - 0.001),
                        (x + half * 0.8, scree - tall * s),
                    ],
                    tall * 0.018,
                )
                for s in (0.12, 0.3, 0.44)
            ]
        ),
        shade,
        0.2,
    )


def _posts(drawing: Drawing, camera: Camera, side: int) -> None:
    """A line of telegraph poles beside the road."""
    heads = []
    for z in (60.0, 38.0, 24.0, 15.5, 10.0):
        foot, head = camera.at(side * 4.6, 0, z), camera.at(side * 4.6, 6.4, z)
        size = camera.metre(z)
        drawing.shape(tapered([foot, head], [size * 0.2, size * 0.13]), "dark", 0.55)
        drawing.shape(
            tapered([camera.at(side * 4.6 - 0.8, 6.0, z), camera.at(side * 4.6 + 0.8, 6.0, z)], size * 0.12),
            "dark",
            0.55,
        )
        heads.append(camera.at(side * 4.6 - side * 0.7, 6.1, z))
    for (ax, ay), (bx, by) in itertools.pairwise(heads):
        drawing.stroke([(ax, ay), ((ax + bx) / 2, (ay + by) / 2 + abs(bx - ax) * 0.12), (bx, by)], 0.001, "dark", 0.55)


def _brush(drawing: Drawing, camera: Camera, rng: np.random.Generator) -> None:
    """Low bushes with a shadow each, and stones, thinner near the horizon."""
    spots = sorted(
        (
            (float(rng.uniform(2.4, 40)), float(rng.uniform(2.5, 16)) * (1 if rng.random() < 0.5 else -1))
            for _ in range(60)
        ),
        reverse=True,
    )
    for z, x in spots:
        at, foot = camera.at(x, 0, z)
        size = camera.metre(z) * float(rng.uniform(0.3, 0.7))
        if not -0.1 < at < drawing.aspect + 0.1:
            continue
        shape = [
            (at - size, foot), (at - size * 0.8, foot - size * 0.6), (at - size * 0.2, foot - size * 0.95),
            (at + size * 0.5, foot - size * 0.8), (at + size, foot - size * 0.1),
            (at + size * 0.4, foot + size * 0.08),
        ]  # fmt: skip
        drawing.cut(
            gouge(
                [(at - size * 0.5, foot), (at + size, foot + size * 0.12), (at + size * 2.4, foot + size * 0.05)],
                size * 0.34,
            ),
            "middle",
            0.4,
        )
        drawing.shape(blob(shape), "dark" if rng.random() < 0.6 else "middle", 0.45)
        if size > 0.012:
            cuts = [
                gouge([(at + size * k, foot - size * 0.1), (at + size * k * 1.2, foot - size * 0.6)], size * 0.1)
                for k in (-0.5, -0.1, 0.35)
            ]
            drawing.cut(gathered(cuts), "far", 0.45)
