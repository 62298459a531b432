"""Trees as silhouettes, grown from a few rules: conifers in tiers, round crowns on a trunk."""

from __future__ import annotations

import numpy as np
import skia

from articover.generate.illustrator.compose.drawing import Drawing
from articover.generate.illustrator.compose.forms.curves import (
    Point,
    blob,
    curve,
    gathered,
    gouge,
    joined,
    polygon,
    rectangle,
    tapered,
)


def conifer(x: float, foot: float, height: float, rng: np.random.Generator) -> skia.Path:
    """A spruce: tiers of drooping boughs, uneven on both sides, a bare foot. `foot` is the y of the ground."""
    tiers = int(rng.integers(6, 9))
    spread = height * float(rng.uniform(0.2, 0.27))
    right: list[Point] = [(x, foot - height)]
    left: list[Point] = []
    for tier in range(tiers):
        low = (tier + 1) / tiers
        for side, points in ((1, right), (-1, left)):
            reach = spread * low**0.9 * float(rng.uniform(0.78, 1.12))
            y = foot - height * (1 - 0.94 * low)
            points.append((x + side * reach, y + height * 0.018))
            points.append((x + side * reach * 0.45, y - height * 0.012))
    trunk = rectangle(x - height * 0.018, foot - height * 0.09, x + height * 0.018, foot)
    return joined(polygon([*right, *left[::-1]]), trunk)


def round_tree(x: float, foot: float, height: float, rng: np.random.Generator) -> tuple[skia.Path, skia.Path]:
    """(trunk, crown) of a small tree in leaf."""
    size = height * float(rng.uniform(0.36, 0.44))
    angles = np.linspace(0, 2 * np.pi, 8, endpoint=False) + rng.uniform(-0.2, 0.2, 8)
    reach = size * rng.uniform(0.85, 1.1, 8)
    middle = foot - height + size
    crown = blob(np.stack([x + reach * np.cos(angles), middle + reach * np.sin(angles)], 1))
    return rectangle(x - height * 0.035, middle, x + height * 0.035, foot), crown


def old_pine(
    drawing: Drawing,
    x: float,
    foot: float,
    height: float,
    rng: np.random.Generator,
    *,
    side: int = 1,
    depth: float = 0.5,
    snowy: bool = False,
    boughs: int = 5,
) -> None:
    """A pine as on a cliff in Korea or Japan: a red trunk that bends and leans to `side`, flat clouds of needles.

    `boughs` is how many of its five it has kept, from the top."""
    bends = [(0.0, 0.0), (0.05, 0.16), (-0.03, 0.36), (0.09, 0.56), (0.03, 0.76), (0.13, 0.93)]
    trunk = np.array([(x + side * height * px, foot - height * py) for px, py in bends])
    drawing.shape(tapered(trunk, [height * 0.13, height * 0.065, height * 0.05, height * 0.02]), "second", depth)
    line = curve(trunk, 8)
    for k in range(3, len(line) - 8, 3):
        wide = height * 0.02
        drawing.cut(
            gouge([line[k] + np.array(bit) * wide for bit in ((-1, 0), (0, 0.6), (1, -0.2))], wide * 0.3), "dark", depth
        )
    clouds = [(0.34, 0.5, 0.2), (-0.27, 0.56, 0.19), (0.36, 0.73, 0.21), (-0.19, 0.78, 0.19), (0.13, 0.95, 0.24)]
    for out, up, size in clouds[5 - boughs :]:
        middle = np.array((x + side * height * out * float(rng.uniform(0.85, 1.15)), foot - height * up))
        start = line[int(np.argmin(np.abs(line[:, 1] - (foot - height * (up - 0.1)))))]
        bough = [start, (start + middle) / 2 + np.array((0, height * 0.03)), middle + np.array((0, height * 0.02))]
        drawing.shape(tapered(bough, [height * 0.03, height * 0.018, height * 0.01]), "second", depth)
        tufts, needles = [], []
        for _ in range(3):
            reach = height * size * float(rng.uniform(0.55, 0.8))
            at = middle + rng.uniform((-0.55, -0.25), (0.55, 0.2)) * reach
            t = np.linspace(np.pi, 2 * np.pi, 9)
            rim = np.stack([np.cos(t) * reach, np.sin(t) * reach * 0.46 * rng.uniform(0.8, 1.2, 9)], 1)
            under = np.array([(0.6, 0.08), (0.2, 0.02), (-0.25, 0.1), (-0.65, 0.05)]) * reach
            tufts.append(blob(np.concatenate([rim, under]) + at, 6))
            for k in range(7):
                root = at + np.array((-0.75 + 0.25 * k, -0.02)) * reach
                way = np.array((0.1 * (k - 3) / 3, -float(rng.uniform(0.2, 0.34)))) * reach
                needles.append(gouge([root, root + way], reach * 0.035))
        drawing.shape(gathered(tufts), "dark", depth)
        drawing.cut(gathered(needles), "light" if snowy else "middle", depth)
