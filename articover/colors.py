"""The main colours of a picture, in the order that all engines use."""

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
    """Ground, middle, light and accent: the most common colour, the next, the lightest, the strongest of the others.

    Each "#rrggbb" occurs in a small copy of the picture: it is the colour nearest to its cluster's centre in OKLab. The
    four differ if the picture has enough colours.
    """
    height, width = pixels.shape[:2]
    scale = min(1.0, math.sqrt(_SAMPLES / (height * width)))
    size = (max(1, round(width * scale)), max(1, round(height * scale)))
    # A box filter, because others overshoot at edges and would add colours that the picture does not have.
    small = np.asarray(Image.fromarray(pixels).resize(size, Image.Resampling.BOX))
    samples: NDArray[np.uint8] = small.reshape(-1, 3)
    lab = oklab(samples)
    centres, shares = kmeans(lab, _COLORS)
    colors = samples[squared_distances(lab, centres).argmin(axis=0)]
    strength = np.hypot(centres[:, 1], centres[:, 2]) * np.sqrt(shares)
    # The clusters come in order of size, the largest first.
    free = list(range(1, len(centres)))

    def take(rank: Callable[[int], float]) -> int:
        return free.pop(free.index(max(free, key=rank))) if free else 0

    light = take(lambda index: float(centres[index, 0]))
    middle = free.pop(0) if free else 0
    accent = take(lambda index: float(strength[index]))
    return tuple(hex_color(colors[index]) for index in (0, middle, light, accent))
