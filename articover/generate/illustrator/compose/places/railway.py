"""A railway line that bends away over a plain, telegraph poles beside it; far off a train, its steam in the sky."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

import numpy as np

from articover.generate.illustrator.compose.drawing import BLEED, Drawing, Ink
from articover.generate.illustrator.compose.forms.curves import (
    Point,
    blob,
    circle,
    curve,
    gathered,
    gouge,
    polygon,
    rectangle,
    ribbon,
    tapered,
)
from articover.generate.illustrator.compose.forms.ground import brow
from articover.generate.illustrator.compose.places import Ground, View

SHOWS = frozenset({"railway", "station", "train"})
NOT = frozenset({"subway", "tram"})
CALM_BELOW = True
EAST_TOO = True

Projection = Callable[[float, float, float], Point]
"""Metres right of the line, up and ahead -> where that is on the page."""

_EYE = 2.6
_GAUGE = 0.72
"""Half the gauge in metres."""


def build(drawing: Drawing, view: View, rng: np.random.Generator) -> Ground:
    """The steam rises under `view.summit`; somebody may stand between the rails."""
    left, right = -BLEED, drawing.aspect + BLEED
    at, top = view.summit
    low = top < 0.3
    horizon = top + (0.2 if low else 0.22)
    snowy = view.season == "winter" or view.weather == "snow"
    bend = 0.0085 * (1 if at < drawing.aspect / 2 else -1)
    foot = at + bend * 14

    def seen(x: float, up: float, ahead: float) -> Point:
        size = 0.3 / ahead
        # The line starts under us and bends away with the square of the distance.
        return foot + size * (x - bend * 2.2 * (ahead - 3) ** 2 * 0.5), horizon + size * (_EYE - up)

    _plain(drawing, left, right, horizon, snowy, rng)
    _poles(drawing, seen)
    _train(drawing, seen(0, 0, 34.0), 0.3 / 34 * 1.25, at, top, view.time in ("", "dusk", "night"), rng)
    _track(drawing, seen, snowy)
    if low:
        brow(drawing, at, 0.62, rng)
    else:
        _verge(drawing, left, right, snowy, rng)
    spot = seen(-0.1, 0, 5.4 if low else 4.2)
    drawing.focus = seen(0, 2, 34.0)
    return Ground(spot, 0.3 / 4.6 * 1.7, 0.75)


def _plain(drawing: Drawing, left: float, right: float, horizon: float, snowy: bool, rng: np.random.Generator) -> None:
    """Fields to a low line of hills; furrows that crowd towards the horizon."""
    for ink, off, depth in (("far", 0.035, 0.15), ("middle", 0.014, 0.2)):
        xs = np.linspace(left, right, 9)
        ridge = curve(np.stack([xs, horizon - off + rng.uniform(-0.012, 0.012, 9)], 1), 10)
        drawing.shape(polygon(np.concatenate([ridge, [(right, horizon + 0.01), (left, horizon + 0.01)]])), ink, depth)  # type: ignore[arg-type]
    drawing.shape(drawing.band(horizon, 1.13), "light" if snowy else "far", 0.3)
    y = horizon + 0.006
    while y < 1.1:
        near = (y - horizon) / (1 - horizon)
        x = left
        while x < right:
            long = float(rng.uniform(0.05, 0.2)) * (0.5 + 2.2 * near)
            if rng.random() < 0.55:
                drawing.cut(
                    gouge([(x, y), (x + long / 2, y + 0.003 * near), (x + long, y)], 0.0016 + 0.009 * near),
                    "middle",
                    0.3,
                )
            x += long + float(rng.uniform(0.02, 0.16)) * (0.5 + near)
        y += 0.009 + 0.062 * near


def _track(drawing: Drawing, seen: Projection, snowy: bool) -> None:
    """Ballast, sleepers, two bright rails."""
    ahead = np.geomspace(33, 1.15, 60)
    bank = [seen(-1.9, -0.1, float(z)) for z in ahead] + [seen(1.9, -0.1, float(z)) for z in ahead[::-1]]
    drawing.shape(polygon(bank), "middle", 0.55)
    sleepers = []
    for z in np.arange(1.2, 31, 0.56):
        back = float(z) + 0.24
        sleepers.append(
            polygon([seen(-1.32, 0, back), seen(1.32, 0, back), seen(1.36, 0, float(z)), seen(-1.36, 0, float(z))])
        )
    drawing.cut(gathered(sleepers), "dark", 0.56)
    for side in (-1, 1):
        rail = np.array([seen(side * _GAUGE, 0.14, float(z)) for z in ahead])
        drawing.shape(ribbon(rail + np.stack([0.012 / ahead, 0.02 / ahead], 1), 0.06 / ahead), "dark", 0.57)
        drawing.shape(ribbon(rail, 0.034 / ahead + 0.0004), "light" if not snowy else "accent", 0.58)


def _poles(drawing: Drawing, seen: Projection) -> None:
    """Telegraph poles along the line, their wires slack between them."""
    stations = (34.0, 24.0, 17.0, 12.0, 8.4, 5.9)
    wires: list[list[Point]] = [[], [], []]
    for z in stations:
        size = 0.3 / z
        foot, head = seen(3.4, 0, z), seen(3.4, 6.2, z)
        drawing.shape(tapered([foot, head], [size * 0.2, size * 0.13]), "dark", 0.5)
        for row, (up, half) in enumerate(((5.8, 0.75), (5.3, 0.6))):
            a, b = seen(3.4 - half, up, z), seen(3.4 + half, up, z)
            drawing.shape(tapered([a, b], size * 0.1), "dark", 0.5)
            for end in (a, b):
                drawing.shape(
                    rectangle(end[0] - size * 0.05, end[1] - size * 0.2, end[0] + size * 0.05, end[1]), "dark", 0.5
                )
            if row == 0:
                wires[0].append(a)
                wires[1].append(b)
            else:
                wires[2].append(a)
    for wire in wires:
        for (ax, ay), (bx, by) in pairwise(wire):
            sag = abs(bx - ax) * 0.11 + abs(by - ay) * 0.1
            drawing.stroke([(ax, ay), ((ax + bx) / 2, (ay + by) / 2 + sag), (bx, by)], 0.0011, "dark", 0.5)


def _train(
    drawing: Drawing, foot: Point, size: float, at: float, top: float, lit: bool, rng: np.random.Generator
) -> None:
    """The locomotive from the front, small: smoke box, chimney, buffers, one lamp, and a plume the wind takes."""
    x, y = foot
    # Puffs swell and drift as they rise; the last reaches the summit.
    for k in np.linspace(1, 0, 15):
        puff = 0.008 + 0.05 * float(k) ** 0.8
        middle = (
            x + (at - x) * float(k) + 0.1 * float(k) ** 1.5,
            y - size * 4.4 + (top + puff - y + size * 4.4) * float(k) ** 0.7,
        )  # fmt: skip
        spread_ = [
            (np.cos(a) * puff * float(rng.uniform(0.8, 1.1)), np.sin(a) * puff * float(rng.uniform(0.7, 0.95)))
            for a in np.linspace(0, 2 * np.pi, 9)[:-1]
        ]
        path = blob(np.array(spread_) + np.array(middle))
        drawing.shape(path, "light", 0.4)
        drawing.cut(blob(np.array(spread_) * 0.62 + np.array(middle) + np.array((puff * 0.22, puff * 0.3))), "far", 0.4)
    drawing.shape(rectangle(x - size * 1.25, y - size * 3.6, x + size * 1.25, y - size * 0.5), "dark", 0.45)
    drawing.shape(circle(x, y - size * 2.3, size * 1.12), "dark", 0.46)
    drawing.cut(circle(x, y - size * 2.3, size * 0.86), "middle", 0.46)
    drawing.cut(circle(x, y - size * 2.3, size * 0.76), "dark", 0.46)
    drawing.shape(
        polygon(
            [
                (x - size * 0.3, y - size * 3.3),
                (x - size * 0.42, y - size * 4.5),
                (x + size * 0.42, y - size * 4.5),
                (x + size * 0.3, y - size * 3.3),
            ]
        ),
        "dark",
        0.46,
    )
    drawing.shape(rectangle(x - size * 1.45, y - size * 1.1, x + size * 1.45, y - size * 0.7), "accent", 0.47)
    drawing.shape(
        polygon(
            [
                (x - size * 1.2, y - size * 0.7),
                (x + size * 1.2, y - size * 0.7),
                (x + size * 0.9, y),
                (x - size * 0.9, y),
            ]
        ),
        "dark",
        0.46,
    )
    if lit:
        drawing.cut(circle(x, y - size * 2.35, size * 0.75), "accent", 0.47)
    drawing.cut(circle(x, y - size * 2.35, size * 0.42), "light", 0.48)


def _verge(drawing: Drawing, left: float, right: float, snowy: bool, rng: np.random.Generator) -> None:
    """Grass and seed heads in the corners, nearest to us."""
    ink: Ink = "dark"
    for side, edge in ((1, left), (-1, right)):
        for _ in range(42):
            x = edge + side * (0.08 + 0.24 * float(rng.random()) ** 1.6)
            tall = float(rng.uniform(0.05, 0.13))
            y = 1.0 + float(rng.uniform(0.0, 0.08))
            lean = side * tall * float(rng.uniform(-0.1, 0.45))
            drawing.shape(gouge([(x, y), (x + lean * 0.3, y - tall * 0.6), (x + lean, y - tall)], 0.006), ink, 0.85)
            if rng.random() < 0.25:
                drawing.shape(
                    gouge(
                        [(x + lean * 0.8, y - tall * 0.84), (x + lean, y - tall), (x + lean * 1.3, y - tall * 1.18)],
                        0.01,
                    ),
                    ink,
                    0.85,
                )
