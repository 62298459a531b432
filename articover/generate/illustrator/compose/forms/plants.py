"""Plants by grammar: leaves on a stem, blossoms of many kinds, sprays that grow along a line. No two come out alike."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

import numpy as np
import skia

from articover.generate.illustrator.compose.drawing import Drawing, Ink, Mark
from articover.generate.illustrator.compose.forms.curves import (
    Point,
    Points,
    blob,
    circle,
    gathered,
    gouge,
    polygon,
    spread,
    tapered,
    turned,
)

Blossom = Callable[[Drawing, np.random.Generator, Point, float, float], None]
"""(drawing, rng, middle, radius, degrees)"""


@dataclass(frozen=True)
class Foliage:
    """The inks of a plant."""

    leaf: Ink = "middle"
    vein: Ink = "far"
    petal: Ink = "accent"
    fold: Ink = "dark"
    heart: Ink = "second"
    depth: float = 0.6


def leaf(
    drawing: Drawing, rng: np.random.Generator, foot: Point, degrees: float, length: float, broad: float, inks: Foliage
) -> None:
    """A leaf with a midrib and side veins, from its `foot`, pointing to `degrees` (0 right, 90 down)."""
    bend = float(rng.uniform(-0.18, 0.18))
    t = np.linspace(0, 1, 16)
    middle = np.stack([t * length, bend * length * t * (1 - t) * 2], 1)
    wide = broad * np.sin(np.pi * t**0.75) ** 1.15
    upper = middle + np.stack([np.zeros_like(t), -wide], 1)
    lower = middle + np.stack([np.zeros_like(t), wide * float(rng.uniform(0.8, 1.0))], 1)

    def where(points: Points) -> Points:
        return turned(points, degrees) + foot

    drawing.shape(polygon(where(np.concatenate([upper, lower[::-1]]))), inks.leaf, inks.depth)
    drawing.cut(gouge(where(middle[1:-1]), broad * 0.13), inks.vein, inks.depth)
    for k in range(3, 13, 2):
        for edge in (upper, lower):
            end = middle[k] + (edge[min(k + 2, 15)] - middle[k]) * 0.72
            drawing.cut(
                gouge(where(np.stack([middle[k], (middle[k] + end) / 2, end])), broad * 0.075), inks.vein, inks.depth
            )


def five_petals(
    drawing: Drawing, rng: np.random.Generator, at: Point, radius: float, degrees: float, inks: Foliage
) -> None:
    """An open blossom of five petals (briar, plum, cherry): notched, veined, stamens in the middle."""
    for k in range(5):
        angle = degrees + 72 * k + float(rng.uniform(-6, 6))
        size = radius * float(rng.uniform(0.9, 1.08))
        outline = (
            np.array(
                [(0.06, 0), (0.3, -0.3), (0.72, -0.42), (0.98, -0.2), (0.9, 0.0), (0.98, 0.2), (0.72, 0.42), (0.3, 0.3)]
            )
            * size
        )
        drawing.shape(blob(turned(outline, angle) + at), inks.petal, inks.depth + 0.02)
        for spread_ in (-0.2, 0.0, 0.2):
            line = np.array([(0.22, spread_ * 0.4), (0.5, spread_ * 0.9), (0.72, spread_ * 1.25)]) * size
            drawing.cut(gouge(turned(line, angle) + at, radius * 0.045), inks.fold, inks.depth)
    drawing.cut(circle(*at, radius * 0.19), inks.heart, inks.depth)
    for k in range(9):
        angle = degrees + 40 * k + float(rng.uniform(-8, 8))
        drawing.cut(
            _spot(turned([(radius * float(rng.uniform(0.26, 0.36)), 0)], angle)[0] + at, radius * 0.05),
            inks.heart,
            inks.depth,
        )


def rose(drawing: Drawing, rng: np.random.Generator, at: Point, radius: float, degrees: float, inks: Foliage) -> None:
    """A full rose from above: outer petals, then folds that wind inward."""
    for ring, (count, size) in enumerate(((6, 1.0), (5, 0.78), (4, 0.55))):
        for k in range(count):
            angle = degrees + 360 / count * k + 31 * ring + float(rng.uniform(-9, 9))
            reach = radius * size * float(rng.uniform(0.93, 1.07))
            outline = (
                np.array(
                    [(0.1, -0.3), (0.55, -0.56), (0.93, -0.34), (1.0, 0.0), (0.93, 0.36), (0.55, 0.52), (0.1, 0.3)]
                )
                * reach
            )
            path = blob(turned(outline, angle) + at)
            drawing.shape(path, inks.petal, inks.depth + 0.02)
            rim = np.array([(0.5, -0.5), (0.84, -0.33), (0.9, 0.0), (0.84, 0.34), (0.5, 0.46)]) * reach
            drawing.cut(gouge(turned(rim * 0.97, angle) + at, radius * 0.05), inks.fold, inks.depth)
            drawing.cut(
                gouge(turned(np.array([(0.35, -0.1), (0.6, -0.14), (0.78, -0.06)]) * reach, angle) + at, radius * 0.03),
                inks.fold,
                inks.depth,
            )
    turns = np.linspace(0, 3.6 * math.pi, 60)
    spiral = np.stack([np.cos(turns), np.sin(turns)], 1) * (np.linspace(0.34, 0.03, 60) * radius)[:, None]
    drawing.cut(circle(*at, radius * 0.36), inks.petal, inks.depth)
    drawing.cut(
        tapered(turned(spiral, degrees) + at, [radius * 0.03, radius * 0.05, radius * 0.03], 3), inks.fold, inks.depth
    )


def daisy(drawing: Drawing, rng: np.random.Generator, at: Point, radius: float, degrees: float, inks: Foliage) -> None:
    """Narrow rays round a broad disc (daisy, sunflower, chrysanthemum, cosmos)."""
    count = int(rng.integers(13, 18))
    for ring in (0, 1):
        for k in range(count):
            angle = degrees + 360 / count * (k + ring / 2) + float(rng.uniform(-4, 4))
            size = radius * float(rng.uniform(0.88, 1.05)) * (1 - 0.14 * ring)
            outline = (
                np.array([(0.2, -0.04), (0.6, -0.11), (0.95, -0.07), (1.0, 0), (0.95, 0.07), (0.6, 0.11), (0.2, 0.04)])
                * size
            )
            drawing.shape(blob(turned(outline, angle) + at, 5), inks.petal, inks.depth + 0.02)
            drawing.cut(
                gouge(turned(np.array([(0.4, 0), (0.6, 0.0), (0.8, 0)]) * size, angle) + at, radius * 0.025),
                inks.fold,
                inks.depth,
            )
    drawing.cut(circle(*at, radius * 0.32), inks.heart, inks.depth)
    for k in range(26):
        out = radius * 0.28 * math.sqrt((k + 0.5) / 26)
        drawing.cut(_spot(turned([(out, 0)], 137.5 * k)[0] + at, radius * 0.022), inks.fold, inks.depth)


def bell(drawing: Drawing, rng: np.random.Generator, at: Point, radius: float, degrees: float, inks: Foliage) -> None:
    """A hanging bell (bluebell, lily of the valley, foxglove) from its stalk at `at`."""
    outline = (
        np.array(
            [
                (0, -0.1),
                (0.35, -0.34),
                (0.95, -0.4),
                (1.35, -0.62),
                (1.2, -0.28),
                (1.42, 0.0),
                (1.2, 0.28),
                (1.35, 0.62),
                (0.95, 0.4),
                (0.35, 0.34),
                (0, 0.1),
            ]
        )
        * radius
    )
    drawing.shape(blob(turned(outline, degrees) + at), inks.petal, inks.depth + 0.02)
    for off in (-0.2, 0.02, 0.22):
        drawing.cut(
            gouge(
                turned(np.array([(0.25, off * 0.6), (0.7, off), (1.1, off * 1.5)]) * radius, degrees) + at,
                radius * 0.06,
            ),
            inks.fold,
            inks.depth,
        )


def _spot(middle: Points, radius: float) -> skia.Path:
    return circle(float(middle[0]), float(middle[1]), radius)


BLOSSOMS = {"five": five_petals, "rose": rose, "daisy": daisy, "bell": bell}
KINDS = {
    "rose": "rose", "peony": "rose", "camellia": "rose", "carnation": "rose", "plum_blossom": "five",
    "cherry_blossom": "five", "apple_tree": "five", "hibiscus": "five", "forget_me_not": "five", "violet": "five",
    "daisy": "daisy", "sunflower": "daisy", "chrysanthemum": "daisy", "dandelion": "daisy", "cosmos": "daisy",
    "lily_of_the_valley": "bell", "bluebell": "bell", "foxglove": "bell", "lily": "bell", "tulip": "bell",
}  # fmt: skip
"""Concept -> how its blossom is drawn."""


def spray(
    drawing: Drawing,
    rng: np.random.Generator,
    line: Points,
    blossom: str,
    size: float,
    inks: Foliage,
    *,
    bloom: float = 0.3,
) -> None:
    """A stem along `line` with alternating leaves and, for a share `bloom` of its joints, blossoms on short stalks.

    `size` is the length of the longest leaf; leaves and blossoms grow smaller towards the tip. "" has no blossoms.
    """
    length = float(np.hypot(*np.diff(line, axis=0).T).sum())
    count = max(4, int(length / (size * 0.42)))
    at = spread(line, count * 4)
    way = np.degrees(np.arctan2(*np.gradient(at, axis=0).T[::-1]))
    drawing.stroke([tuple(p) for p in at], [size * 0.11, size * 0.085, size * 0.03], inks.leaf, inks.depth)
    late: list[tuple[Point, float, float]] = []
    for k in range(count):
        i = min(int((k + float(rng.uniform(0.2, 0.8))) * 4), len(at) - 1)
        shrink = 1 - 0.5 * k / count
        side = 1 if k % 2 else -1
        turn = float(way[i]) + side * float(rng.uniform(32, 62))
        reach = size * shrink * float(rng.uniform(0.75, 1.05))
        foot = (float(at[i, 0]), float(at[i, 1]))
        leaf(drawing, rng, foot, turn, reach, reach * float(rng.uniform(0.2, 0.28)), inks)
        if blossom and rng.random() < bloom:
            out = turned([(reach * float(rng.uniform(0.5, 0.8)), 0)], turn - side * 70)[0] + foot
            drawing.stroke([foot, (float(out[0]), float(out[1]))], size * 0.05, inks.leaf, inks.depth)
            late.append(
                (
                    (float(out[0]), float(out[1])),
                    size * shrink * float(rng.uniform(0.42, 0.62)),
                    float(rng.uniform(0, 360)),
                )
            )
    for middle, radius, turn in late:
        BLOSSOMS[blossom](drawing, rng, middle, radius, turn, inks)


def by_ink(marks: Iterable[Mark]) -> list[Mark]:
    """The marks of one plant, all of an ink and kind in one: as it is painted where its leaves are small."""
    found: dict[tuple[Ink, str], list[Mark]] = {}
    for mark in marks:
        found.setdefault((mark.ink, mark.kind), []).append(mark)
    return [replace(group[0], path=gathered(mark.path for mark in group)) for group in found.values()]
