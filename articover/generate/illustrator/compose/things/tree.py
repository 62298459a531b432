"""A great tree in leaf, grown branch by branch."""

from __future__ import annotations

import math

import numpy as np
import skia

from articover.generate.illustrator.compose.drawing import Drawing, Mark
from articover.generate.illustrator.compose.forms.curves import blob, gouge, tapered

SHOWS = frozenset({"tree", "oak", "apple_tree", "maple"})
NOT = frozenset(
    {"bamboo", "bonsai", "cactus", "christmas_tree", "cypress", "dead_tree", "palm", "pine", "poplar", "willow"}
)
STANCE = (
    "alone",
    "tiny",
)
TALL = 3.4
EAST_TOO = True


def draw(rng: np.random.Generator, detail: float) -> list[Mark]:
    d = Drawing(1.0)
    d.shape(tapered([(0.0, 0.02), (0.015, -0.16), (-0.01, -0.34)], [0.17, 0.09, 0.075, 0.06]), "dark", 0.6)
    for side in (-1, 1):
        root = [(0.02 * side, -0.05), (0.09 * side, -0.01), (0.2 * side, 0.01)]
        d.shape(tapered(root, [0.06, 0.03, 0.0]), "dark", 0.6)
    boughs: list[list[tuple[float, float]]] = []
    tips: list[tuple[float, float]] = []

    def branch(x: float, y: float, angle: float, length: float, width: float, order: int) -> None:
        bend = float(rng.uniform(-0.25, 0.25))
        mid = (x + 0.5 * length * math.sin(angle + bend), y - 0.5 * length * math.cos(angle + bend))
        end = (x + length * math.sin(angle), y - length * math.cos(angle))
        d.shape(tapered([(x, y), mid, end], [width, width * 0.75, width * 0.55]), "dark", 0.6)
        boughs.append([(x, y), mid, end])
        if order < 2:
            tips.append(end)
        if order == 0:
            return
        for turn in (-0.75, 0.0, 0.72) if order == 3 else (-0.5, 0.48):
            reach = length * float(rng.uniform(0.72, 0.95))
            branch(*end, angle + turn + float(rng.uniform(-0.2, 0.2)), reach, width * 0.58, order - 1)

    branch(-0.01, -0.32, 0.0, 0.15, 0.062, 3)
    for x, y in tips:
        size = float(rng.uniform(0.085, 0.13))
        d.shape(_clump(x, y, size, rng), "middle", 0.62)
    for x, y in tips:
        if rng.random() < 0.6:
            size = float(rng.uniform(0.035, 0.055))
            d.cut(_clump(x - 0.03, y - 0.04, size, rng), "far", 0.62)
        for _ in range(4):
            px, py = x + float(rng.uniform(-0.1, 0.1)), y + float(rng.uniform(-0.06, 0.1))
            d.cut(gouge([(px, py), (px + 0.012, py - 0.008), (px + 0.028, py - 0.004)], 0.011), "dark", 0.62)
    for bough in boughs[1:8]:
        d.cut(tapered(bough, [0.012, 0.009, 0.0]), "dark", 0.63)
    return d.marks


def _clump(x: float, y: float, size: float, rng: np.random.Generator) -> skia.Path:
    """A mass of leaves about a point, its edge lobed."""
    count = 9
    reach = size * rng.uniform(0.72, 1.15, count)
    angles = np.linspace(0, 2 * np.pi, count, endpoint=False) + rng.uniform(-0.2, 0.2, count)
    return blob(np.stack([x + reach * np.cos(angles), y + 0.85 * reach * np.sin(angles)], 1))
