"""Trees as silhouettes, grown from a few rules: conifers in tiers, round crowns on a trunk."""

from __future__ import annotations

import numpy as np
import skia

from articover.generate.illustrator.compose.forms.curves import Point, blob, joined, polygon, rectangle


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
