"""The main colours of a picture, in the order in which every painter tells them."""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from articover.clusters import hex_color, kmeans, oklab, squared_distances
from articover.cover import Pixels

_COLORS, _SAMPLES = 6, 4096


def palette_of(pixels: Pixels) -> tuple[str, ...]:
    """Ground, middle, light and accent: the commonest colour, the next, the lightest, the strongest of the others.

    Each "#rrggbb" is one that the picture, made small, really has: the one next to the centre of its cluster in OKLab.
    They differ from each other as long as the picture has so many.
    """
    height, width = pixels.shape[:2]
    scale = min(1.0, math.sqrt(_SAMPLES / (height * width)))
    size = (max(1, round(width * scale)), max(1, round(height * scale)))
    # By boxes: a finer filter overshoots at edges, and a silhouette would have a rim whiter than all of the picture.
    small = np.asarray(Image.fromarray(pixels).resize(size, Image.Resampling.BOX))
    samples: NDArray[np.uint8] = small.reshape(-1, 3)
    lab = oklab(samples)
    centres, shares = kmeans(lab, _COLORS)
    colors = samples[squared_distances(lab, centres).argmin(axis=0)]
    strength = np.hypot(centres[:, 1], centres[:, 2]) * np.sqrt(shares)
    # Largest first, as the clusters come.
    free = list(range(1, len(centres)))

    def take(rank: Callable[[int], float]) -> int:
        return free.pop(free.index(max(free, key=rank))) if free else 0

    light = take(lambda index: float(centres[index, 0]))
    middle = free.pop(0) if free else 0
    accent = take(lambda index: float(strength[index]))
    return tuple(hex_color(colors[index]) for index in (0, middle, light, accent))
